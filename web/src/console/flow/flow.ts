/** A flow as the console reads it, and how its lists are put into words. */
import { api } from '../../shared/api'
import { ApiError } from '../../shared/api/errors'
import type { AdminFlow, AdminFlowItem } from '../../shared/api/types'
import { nameOf } from '../../shared/form/people'
import { t } from '../../shared/i18n'

const NOT_FOUND = 404
const SYSTEM = 'system'

/** The head of a flow; `detail` is null while no version of it holds, only a proposal. */
export interface ReadFlow {
  head: AdminFlowItem
  detail: AdminFlow | null
}

export async function readFlow(key: string): Promise<ReadFlow> {
  try {
    const detail = await api.adminFlow(key)
    return { head: detail, detail }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== NOT_FOUND) throw error
    const head = (await api.adminFlows()).items.find((one) => one.key === key)
    if (!head) throw error
    return { head, detail: null }
  }
}

/** Who did it: what came with the installation was nobody's act. */
export function doer(userid: string): string {
  return userid === SYSTEM ? t('audit.system') : nameOf(userid)
}
