import { describe, expect, it } from 'vitest'
import { ApiError, SignedOutError } from '../../shared/api/errors'
import { changed, wrongOf } from './saving'

describe('a form of the directory', () => {
  it('sends what was changed and nothing else', () => {
    const seen = { name: '李明', also: [11], title: '' }
    expect(changed(seen, { name: '李明', also: [11, 12], title: '' })).toEqual({ also: [11, 12] })
    expect(changed(seen, { ...seen })).toEqual({})
  })

  it('says what the server says at its field', () => {
    const failure = new ApiError(409, { code: 'mobile_taken', message: '号码已登记', request_id: 'r', field: 'mobile' })
    expect(wrongOf(failure)).toEqual({ field: 'mobile', text: '号码已登记' })
    expect(wrongOf(new SignedOutError())).toBeNull()
  })
})
