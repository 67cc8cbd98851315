import type { Connect } from 'vite'

export const handler: Connect.NextHandleFunction
