import { fileURLToPath, URL } from 'node:url'
import { VantResolver } from '@vant/auto-import-resolver'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Vant's icon style inlines a 27 KB font; our pages draw their own icons. */
function withoutVantIconFont(): Plugin {
  return {
    name: 'without-vant-icon-font',
    enforce: 'pre',
    resolveId: (id, importer) =>
      id.endsWith('/icon/index.css') && importer?.includes('vant')
        ? here('src/shared/design/no-icon-font.css')
        : null,
  }
}

/** `npm run dev:mock`: answers /api from memory, so that pages can be made without a back end. */
function mockApi(): Plugin {
  return {
    name: 'mock-api',
    async configureServer(server) {
      const { handler } = (await import(here('dev/mock.mjs'))) as typeof import('./dev/mock.mjs')
      server.middlewares.use(handler)
    },
  }
}

const gateway = process.env.XT_GATEWAY ?? 'http://127.0.0.1:8080'

export default defineConfig(({ mode }) => ({
  base: './',
  resolve: { alias: { '@': here('src') } },
  plugins: [
    withoutVantIconFont(),
    vue(),
    Components({ dts: false, dirs: [], resolvers: [VantResolver(), ElementPlusResolver({ importStyle: 'css' })] }),
    ...(mode === 'mock' ? [mockApi()] : []),
  ],
  server: {
    host: '127.0.0.1',
    port: Number(process.env.XT_WEB_PORT ?? 5173),
    strictPort: true,
    proxy: mode === 'mock' ? undefined : { '/api': { target: gateway, changeOrigin: false } },
  },
  build: {
    target: 'es2019',
    cssTarget: 'chrome80',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { index: here('index.html'), console: here('console.html') },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
}))
