/** No circle of folders: of the product's own files only, for a test may stand beside what it tests and use builders. */
const walls = require('./.dependency-cruiser.cjs')
module.exports = {
  forbidden: [
    { name: 'no-folder-circles', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
  ],
  options: { ...walls.options, exclude: { path: '^(out|dist|test|scripts)/|\\.test\\.tsx?$' } },
}
