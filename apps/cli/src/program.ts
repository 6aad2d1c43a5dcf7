import { Command } from 'commander'
import { adminCreateCommand } from './commands/admin-create.js'
import { auditExportCommand } from './commands/audit-export.js'
import { backupCommand } from './commands/backup.js'
import { classifyCommand } from './commands/classify.js'
import { datasetExportCommand } from './commands/dataset-export.js'
import { dbMigrateCommand } from './commands/db-migrate.js'
import { evidenceMakeCommand } from './commands/evidence-make.js'
import { evidenceVerifyCommand } from './commands/evidence-verify.js'
import { importCommand } from './commands/import.js'
import { logContinueAsCommand } from './commands/log-continue-as.js'
import { logDigestCommand } from './commands/log-digest.js'
import { logRelistCommand } from './commands/log-relist.js'
import { logRotateKeyCommand } from './commands/log-rotate-key.js'
import { logVerifyCommand } from './commands/log-verify.js'
import { policyDiffCommand } from './commands/policy-diff.js'
import { policyExportCommand } from './commands/policy-export.js'
import { policyImportCommand } from './commands/policy-import.js'
import { policyLintCommand } from './commands/policy-lint.js'
import { policyNewCommand } from './commands/policy-new.js'
import { policyPublishCommand } from './commands/policy-publish.js'
import { policyTestCommand } from './commands/policy-test.js'
import { restoreCommand } from './commands/restore.js'
import { startCommand } from './commands/start.js'
import { traceAuditCommand } from './commands/trace-audit.js'
import { verdictsExportCommand } from './commands/verdicts-export.js'
import { ownVersion } from './places.js'

const exitCodeHelp = `
Exit codes: 0 done, 1 the work or the check failed, 2 wrong use, 3 the installation is not reachable.
The installation is found by ASSIZE_URL (with ASSIZE_API_KEY), else by ASSIZE_DATA_DIR (.data).`

/** Every verb; each stands in a file of its own in `commands/`. */
export function program(): Command {
  const assize = new Command('assize')
    .description('The court of record for policy-based safety classification.')
    .version(ownVersion())
    .addHelpText('after', exitCodeHelp)
  assize.addCommand(startCommand())
  assize.addCommand(group('db', 'the database').addCommand(dbMigrateCommand()))
  assize.addCommand(group('admin', 'administrators').addCommand(adminCreateCommand()))
  assize.addCommand(backupCommand())
  assize.addCommand(restoreCommand())
  assize.addCommand(importCommand())
  assize.addCommand(group('trace', 'traces on disk').addCommand(traceAuditCommand()))
  assize.addCommand(
    group('policy', 'policies')
      .addCommand(policyNewCommand())
      .addCommand(policyLintCommand())
      .addCommand(policyTestCommand())
      .addCommand(policyDiffCommand())
      .addCommand(policyPublishCommand())
      .addCommand(policyImportCommand())
      .addCommand(policyExportCommand()),
  )
  assize.addCommand(classifyCommand())
  assize.addCommand(group('verdicts', 'verdicts').addCommand(verdictsExportCommand()))
  assize.addCommand(group('dataset', 'data sets').addCommand(datasetExportCommand()))
  assize.addCommand(group('audit', 'the audit trail').addCommand(auditExportCommand()))
  assize.addCommand(
    group('evidence', 'evidence packages')
      .addCommand(evidenceMakeCommand())
      .addCommand(evidenceVerifyCommand()),
  )
  assize.addCommand(
    group('log', 'the log')
      .addCommand(logVerifyCommand())
      .addCommand(logRelistCommand())
      .addCommand(logDigestCommand())
      .addCommand(logRotateKeyCommand())
      .addCommand(logContinueAsCommand()),
  )
  for (const command of everyCommand(assize))
    command.exitOverride().showHelpAfterError('(--help says more)')
  return assize
}

const group = (name: string, what: string): Command =>
  new Command(name).description(`Verbs for ${what}.`)

function* everyCommand(command: Command): Generator<Command> {
  yield command
  for (const child of command.commands) yield* everyCommand(child)
}
