export { EnvironmentApiKeys } from './environment-api-keys.js'
export { GptTokenCounter } from './gpt-token-counter.js'
export { HttpEndpointProbe } from './http-endpoint-probe.js'
export { OpenAiChatClient, type OpenAiChatClientOptions } from './openai-chat-client.js'
