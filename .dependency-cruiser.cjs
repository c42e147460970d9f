/** The walls between the folders: docs/architecture.md draws them, this file holds them. */
const process = (name, others) => ({
  name: `${name}-stands-alone`,
  severity: 'error',
  from: { path: `^src-${name}/` },
  to: { path: `^src-(${others})/` },
})
const test = '\\.test\\.tsx?$'
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-only-itself-and-pure-libraries',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: test },
      to: { pathNot: ['^src-shared/', '^node_modules/(zod|fflate|@scure/base|cborg)/'] },
    },
    {
      name: 'the-kernel-imports-nothing',
      severity: 'error',
      from: { path: '^src-shared/kernel/', pathNot: test },
      to: { pathNot: ['^src-shared/kernel/', '^node_modules/zod/'] },
    },
    {
      name: 'claims-and-visits-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src-shared/domain/(claims|visits)/', pathNot: test },
      to: { path: '^src-shared/domain/(claims|visits)/', pathNot: '^src-shared/domain/$1/' },
    },
    {
      name: 'columns-never-touch-the-disk',
      comment: 'what is counted and searched lives in memory; opening/stored-columns.ts reads and writes it',
      severity: 'error',
      from: { path: '^src-renderer/data/columns/', pathNot: test },
      to: { path: '(^src-renderer/data/(?!columns/)|^node_modules/dexie/)' },
    },
    {
      name: 'screens-write-through-commit',
      comment: 'people write through data/writing/commit.ts; tables and keys are the data folder’s own',
      severity: 'error',
      from: { path: '^src-renderer/(features|ui)/', pathNot: test },
      to: {
        path: '(^src-renderer/data/(database/(db|schema|outbox-row)|sealing/sealed|writing/write-changes)|^node_modules/dexie/)',
      },
    },
    process('main', 'preload|renderer|hub|cli'),
    process('preload', 'main|renderer|hub|cli'),
    process('renderer', 'main|preload|hub|cli'),
    process('hub', 'main|preload|renderer|cli'),
    process('cli', 'main|preload|renderer|hub'),
    {
      name: 'slices-do-not-know-each-other',
      comment: 'features meet in app/, or share a rule in src-shared/domain',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/(app|features)/', pathNot: '^src-renderer/features/$1/' },
    },
    {
      name: 'the-floor-does-not-know-the-rooms',
      severity: 'error',
      from: { path: '^src-renderer/(data|sync|ui|i18n|platform|workers)/' },
      to: { path: '^src-renderer/(app|features)/' },
    },
    {
      name: 'a-model-is-pure',
      comment: 'model.ts imports neither React nor Dexie',
      severity: 'error',
      from: { path: '^src-renderer/features/[^/]+/model\\.ts$' },
      to: { path: '(^node_modules/(react|dexie)|^src-renderer/data/)' },
    },
    {
      name: 'handlers-do-not-know-the-shell',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/shells/' },
      to: { path: '(^src-main/shells/|^node_modules/electron/)' },
    },
    {
      name: 'the-product-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^src-', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(out|dist)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json', '.css'] },
  },
}
