export { DisclosureError } from './disclosure-error.js'
export { exportFormats, mediaTypeOf, type ExportFormat } from './export-format.js'
export {
  exportKinds,
  exportLimits,
  exportStates,
  manifestName,
  wordKinds,
  type ExportJob,
  type ExportKind,
  type ExportState,
  type JobInHand,
  type MadeFile,
  type WordKind,
} from './export-job.js'
export { checkBag, type Digest } from './evidence/check-bag.js'
export { packageFaults, PackageFault, type PackageFaultCode } from './evidence/package-fault.js'
export { PackageSource } from './evidence/package-source.js'
export { verifyPackage, type PackageReport } from './evidence/verify-package.js'
export { Html, markup } from './dossier/html.js'
export { markedText, type Mark } from './dossier/marked-text.js'
export { dossierStyle } from './dossier/style.js'
