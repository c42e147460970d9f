export const home = '/admin'
export const organisationPath = (id: string): string => `${home}/organisations/${id}`
