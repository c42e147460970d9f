import { claimsTasks, type TaskAnswer, type TaskMessage } from './claims-tasks.ts'

addEventListener('message', ({ data }: MessageEvent<TaskMessage>) => {
  const answer = (message: TaskAnswer): void => postMessage(message)
  try {
    answer({ id: data.id, output: claimsTasks[data.name](data.input) })
  } catch (error) {
    answer({ id: data.id, error: error instanceof Error ? error.message : 'failed' })
  }
})
