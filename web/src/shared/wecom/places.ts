/** Coordinates: browsers tell WGS-84, WeCom and the maps of China GCJ-02, which lies up to 700 m beside it. Pure. */
import type { Spot } from './asking'

const AXIS = 6378245
const ECCENTRICITY = 0.006693421622965943
/** Roughly China: outside both are the same. */
const WEST = 72.004
const EAST = 137.8347
const SOUTH = 0.8293
const NORTH = 55.8271

export function toGcj02({ latitude, longitude }: Spot): Spot {
  if (longitude < WEST || longitude > EAST || latitude < SOUTH || latitude > NORTH) return { latitude, longitude }
  const angle = (latitude / 180) * Math.PI
  const magic = 1 - ECCENTRICITY * Math.sin(angle) ** 2
  const root = Math.sqrt(magic)
  const up = (northward(longitude - 105, latitude - 35) * 180) / (((AXIS * (1 - ECCENTRICITY)) / (magic * root)) * Math.PI)
  const right = (eastward(longitude - 105, latitude - 35) * 180) / ((AXIS / root) * Math.cos(angle) * Math.PI)
  return { latitude: latitude + up, longitude: longitude + right }
}

/** As form fields hold it: to a metre. */
export function spotText({ latitude, longitude }: Spot): string {
  return `${latitude.toFixed(5)},${longitude.toFixed(5)}`
}

function wave(x: number, a: number, b: number, c: number): number {
  return ((a * Math.sin(x * Math.PI) + b * Math.sin((x / 3) * Math.PI) + c) * 2) / 3
}

function northward(x: number, y: number): number {
  const straight = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  const ripple = ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3
  return straight + ripple + wave(y, 20, 40, 0) + ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
}

function eastward(x: number, y: number): number {
  const straight = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  const ripple = ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3
  return straight + ripple + wave(x, 20, 40, 0) + ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
}
