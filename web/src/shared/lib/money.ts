/** Money is whole fen on the wire and yuan on the screen. */
export function showMoney(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}¥${yuan}.${digits.slice(-2)}`
}

/** `12.5` -> 1250; null when it is no amount of money. */
export function parseMoney(text: string): number | null {
  const match = /^(-?)(\d{1,13})(?:\.(\d{0,2}))?$/.exec(text.trim().replace(/,/g, ''))
  if (!match) return null
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}

export function editMoney(fen: unknown): string {
  if (typeof fen !== 'number') return ''
  return showMoney(fen).replace(/[¥,]/g, '')
}
