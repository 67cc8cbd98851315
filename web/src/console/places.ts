import type { MessageKey } from '../shared/i18n'

export interface Tab {
  to: string
  label: MessageKey
}

export const directoryTabs: Tab[] = [
  { to: '/people', label: 'directory.tabPeople' },
  { to: '/departments', label: 'directory.tabDepartments' },
  { to: '/roles', label: 'directory.tabRoles' },
  { to: '/changes', label: 'directory.history' },
  { to: '/rules', label: 'directory.tabRules' },
  { to: '/sync', label: 'sync.title' },
]

export const officeTabs: Tab[] = [
  { to: '/wecom', label: 'setup.title' },
  { to: '/livings', label: 'living.title' },
  { to: '/health-reports', label: 'report.title' },
]

/** Whether a page is one of these, or below one. */
export function isWithin(path: string, places: string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`))
}
