/** A file goes straight to storage with a short-lived permission; the form keeps only what names it. */
import { api } from '../api'
import { NetworkError } from '../api/errors'
import type { FileValue } from '../api/types'
import { newKey } from './draft'

export async function uploadFile(file: File): Promise<FileValue> {
  const described = {
    name: file.name,
    size_bytes: file.size,
    content_type: file.type || 'application/octet-stream',
  }
  const created = await api.newFile(described, newKey())
  const body = new FormData()
  for (const [name, value] of Object.entries(created.upload.fields)) body.append(name, String(value))
  body.append('file', file)
  let answer: Response
  try {
    answer = await fetch(created.upload.url, { method: 'POST', body })
  } catch {
    throw new NetworkError()
  }
  if (!answer.ok) throw new NetworkError()
  return { id: created.id, ...described }
}

export function showSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
