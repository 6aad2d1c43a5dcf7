import { PageTop } from '../shell/PageTop.js'

export const FrontPage = () => <PageTop title="Front page" />
