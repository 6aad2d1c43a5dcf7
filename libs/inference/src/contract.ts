export { anEndpoint } from './fakes/an-endpoint.js'
export { FakeChatClient, type FakeCall, type FakeReply } from './fakes/fake-chat-client.js'
export { SeededRandomness, VirtualTime } from './fakes/virtual-time.js'
export { describeChatClient, type Behaviour, type ChatClientWorld } from './chat-client.contract.js'
