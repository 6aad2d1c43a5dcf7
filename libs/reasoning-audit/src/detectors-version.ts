/** Names what the detectors of this code find; raised whenever one of them changes what it finds. */
export const detectorsVersion = '5'
