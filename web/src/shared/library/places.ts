/** Where things of libraries are on the pages: the same on the phone and in the console. */
import type { RouteLocationRaw } from 'vue-router'

const id = encodeURIComponent

export const listPlace = (library: string, query: Record<string, string> = {}): RouteLocationRaw => ({ path: `/libraries/${id(library)}`, query })
export const newPlace = (library: string) => `/libraries/${id(library)}/new`
export const importPlace = (library: string) => `/libraries/${id(library)}/import`
export const statisticsPlace = (library: string) => `/libraries/${id(library)}/statistics`
/** What a QR code on an instrument opens. */
export const recordPlace = (library: string, record: string) => `/library/${id(library)}/${id(record)}`
export const editPlace = (library: string, record: string) => `${recordPlace(library, record)}/edit`
