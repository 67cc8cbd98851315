/** What a code on a thing says. Pure. */

export interface Found {
  library: string
  record: string
}

/** The record whose address stands in a code; null for a code of another kind. Only addresses of these pages count. */
export function recordIn(text: string, origin: string): Found | null {
  let address: URL
  try {
    address = new URL(text)
  } catch {
    return null
  }
  const parts = /^#?\/library\/([^/?#]+)\/([^/?#]+)/.exec(address.hash)
  if (address.origin !== origin || !parts) return null
  return { library: decodeURIComponent(parts[1] ?? ''), record: decodeURIComponent(parts[2] ?? '') }
}
