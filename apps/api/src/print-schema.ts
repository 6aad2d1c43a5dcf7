import 'reflect-metadata'
import { printSchema } from 'graphql'
import { rooms } from './app.module.js'
import { houseSchema } from './graphql/house-schema.js'

process.stdout.write(`${printSchema(await houseSchema(rooms))}\n`)
