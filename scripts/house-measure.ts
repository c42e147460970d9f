import path from 'node:path'
import ts from 'typescript'

/** One source file, by its path from the root with `/` between folders. */
export type Source = { readonly name: string; readonly text: string }
type Named = { readonly name: string; readonly lines: number }

export type Measures = {
  readonly files: number
  readonly medianLines: number
  readonly p90Lines: number
  readonly longestFile: Named
  readonly longestFunction: Named
  /** `as` that changes a type: `as const` and renamed imports are none. */
  readonly casts: number
  /** Comments that silence the linter or the compiler. */
  readonly ignores: number
  readonly folderCircles: number
}

const nothing: Named = { name: '–', lines: 0 }
const longest = (all: readonly Named[]): Named =>
  all.reduce((most, one) => (one.lines > most.lines ? one : most), nothing)
const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

export function measure(sources: readonly Source[]): Measures {
  const parsed = sources.map(({ name, text }) => ({
    name,
    text,
    tree: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true),
  }))
  const lines = sources.map(({ text }) => linesOf(text)).toSorted((a, b) => a - b)
  const at = (share: number): number => lines[Math.max(0, Math.ceil(lines.length * share) - 1)] ?? 0
  return {
    files: sources.length,
    medianLines: at(0.5),
    p90Lines: at(0.9),
    longestFile: longest(sources.map(({ name, text }) => ({ name, lines: linesOf(text) }))),
    longestFunction: longest(parsed.flatMap(({ name, tree }) => functionsOf(name, tree))),
    casts: parsed.reduce((sum, { tree }) => sum + nodesOf(tree).filter(isCast).length, 0),
    ignores: parsed.reduce((sum, { text }) => sum + (text.match(silencing) ?? []).length, 0),
    folderCircles: circles(folderImports(parsed)).length,
  }
}

const silencing = /(?:\/\/|\/\*)\s*(?:biome-ignore|@ts-(?:expect-error|ignore|nocheck))/g

function nodesOf(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

const isCast = (node: ts.Node): boolean => ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)

function functionsOf(name: string, tree: ts.SourceFile): Named[] {
  const line = (position: number): number => tree.getLineAndCharacterOfPosition(position).line
  return nodesOf(tree)
    .filter(ts.isFunctionLike)
    .filter((node) => 'body' in node && node.body && !isSuite(node))
    .map((node) => ({
      name: `${name}: ${nameOf(node)}`,
      lines: line(node.getEnd()) - line(node.getStart(tree)) + 1,
    }))
}

/** A `describe` holds tests as a file does: it is no function that somebody reads in one go. */
function isSuite(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText())
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText()
  const { parent } = node
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) && parent.name)
    return parent.name.getText()
  if (!ts.isCallExpression(parent)) return 'without a name'
  const [first] = parent.arguments
  const called = parent.expression.getText()
  return first && ts.isStringLiteralLike(first) ? `${called}('${first.text}')` : `${called}(…)`
}

/** Which folder imports which, by relative paths. */
function folderImports(
  parsed: readonly { readonly name: string; readonly text: string }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>()
  for (const { name, text } of parsed) {
    const from = path.posix.dirname(name)
    const targets = graph.get(from) ?? new Set()
    graph.set(from, targets)
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      const to = path.posix.dirname(path.posix.join(from, fileName))
      if (fileName.startsWith('.') && to !== from) targets.add(to)
    }
  }
  return graph
}

/** Sets of more than one folder that all reach each other (Tarjan, "Depth-first search and linear graph algorithms", 1972). */
function circles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (folder: string): number => {
    const own = order.size
    order.set(folder, own)
    stack.push(folder)
    let lowest = own
    for (const next of graph.get(folder) ?? []) {
      if (!order.has(next)) lowest = Math.min(lowest, visit(next))
      else if (stack.includes(next)) lowest = Math.min(lowest, low.get(next) ?? order.get(next) ?? own)
    }
    low.set(folder, lowest)
    if (lowest !== own) return lowest
    const circle = stack.splice(stack.indexOf(folder))
    if (circle.length > 1) found.push(circle)
    return lowest
  }
  for (const folder of graph.keys()) if (!order.has(folder)) visit(folder)
  return found
}
