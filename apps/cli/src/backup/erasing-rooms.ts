import { AppealErasingModule } from '@assize/appeal/nest'
import { DatasetErasingModule } from '@assize/dataset/nest'
import { EvaluationErasingModule } from '@assize/evaluation/nest'
import { ExportErasingModule } from '@assize/disclosure/nest'
import { RulingErasingModule } from '@assize/policy/nest'
import { FindingErasingModule } from '@assize/reasoning-audit/nest'
import { DecisionErasingModule } from '@assize/review/nest'
import { VerdictErasingModule } from '@assize/verdict/nest'

/** Every room that keeps words of its own about content. */
export const erasingRooms = [
  RulingErasingModule,
  VerdictErasingModule,
  FindingErasingModule,
  DecisionErasingModule,
  AppealErasingModule,
  ExportErasingModule,
  DatasetErasingModule,
  EvaluationErasingModule,
]
