import sheet from './cost-types.json' with { type: 'json' }

/** Types of actual cost, with labels in three languages (see the file for edition and source). */
export const costTypes = sheet.rows
