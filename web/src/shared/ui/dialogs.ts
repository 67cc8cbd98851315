/** One question and one short message at a time, shown by DialogHost. */
import { ref, shallowRef } from 'vue'

export interface Question {
  title: string
  text?: string
  confirm: string
  danger?: boolean
}

export const question = shallowRef<(Question & { answer: (yes: boolean) => void }) | null>(null)
export const toastText = ref('')
let toastTimer: ReturnType<typeof setTimeout> | undefined

export function ask(asked: Question): Promise<boolean> {
  question.value?.answer(false)
  return new Promise((resolve) => {
    question.value = {
      ...asked,
      answer: (yes) => {
        question.value = null
        resolve(yes)
      },
    }
  })
}

export function toast(text: string): void {
  clearTimeout(toastTimer)
  toastText.value = text
  toastTimer = setTimeout(() => (toastText.value = ''), 4000)
}
