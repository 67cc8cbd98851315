import { describe, expect, it } from 'vitest'
import { ApiError, NetworkError } from '../api/errors'
import { joined, say } from './sentences'

describe('sentences', () => {
  it('are the server’s own where it has one', () => {
    expect(say(new ApiError(409, { message: '这条待办已经处理过了' })).text).toBe('这条待办已经处理过了')
  })

  it('carry the number of an unexpected failure, and not its cause', () => {
    const said = say(new ApiError(500, { message: 'KeyError', request_id: 'abc' }))
    expect(said.requestId).toBe('abc')
    expect(said.text).not.toContain('KeyError')
  })

  it('say what to do when the network is gone', () => {
    expect(say(new NetworkError()).text).toContain('重试')
  })

  it('are closed before another follows', () => {
    expect(joined('已经处理过了', '已刷新。')).toBe('已经处理过了。已刷新。')
    expect(joined('处理过了。', '已刷新。')).toBe('处理过了。已刷新。')
    expect(joined('Already decided', 'Reloaded.')).toBe('Already decided. Reloaded.')
  })
})
