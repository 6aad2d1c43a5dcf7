export { startProduct } from './product.js'
export type { Credentials, Product } from './product.js'
