import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const outDir = 'build'
const api = process.env['ASSIZE_API'] ?? 'http://127.0.0.1:3000'

/** Writes .gz and .br beside each text file, so that the API serves them without compressing. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    closeBundle() {
      for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        const bytes = readFileSync(path)
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, quality))
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), precompressed()],
  build: { outDir, emptyOutDir: true, target: 'es2022', sourcemap: false },
  server: {
    proxy: {
      '/graphql': { target: api, ws: true },
      '/auth': api,
      '/imports': api,
      '^/exports/': api,
      // The page itself is the admin's.
      '^/log/': api,
    },
  },
})
