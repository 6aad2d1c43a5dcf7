const latencyBounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** A Prometheus histogram of seconds. */
class Histogram {
  readonly #buckets = latencyBounds.map(() => 0)
  #sum = 0
  #count = 0

  observe(seconds: number): void {
    this.#sum += seconds
    this.#count++
    latencyBounds.forEach((bound, i) => {
      if (seconds <= bound) this.#buckets[i] = (this.#buckets[i] ?? 0) + 1
    })
  }

  lines(name: string, labels: string): readonly string[] {
    return [
      `# TYPE ${name} histogram`,
      ...latencyBounds.map((le, i) => `${name}_bucket{le="${le}",${labels}} ${this.#buckets[i]}`),
      `${name}_bucket{le="+Inf",${labels}} ${this.#count}`,
      `${name}_sum{${labels}} ${this.#sum}`,
      `${name}_count{${labels}} ${this.#count}`,
    ]
  }
}

/** What the server has done since it started; the parts that only the moment knows are passed in. */
export class Metrics {
  readonly timeToFirstToken = new Histogram()
  readonly endToEnd = new Histogram()
  readonly queueTime = new Histogram()
  readonly #finished = new Map<string, number>()
  #promptTokens = 0
  #generationTokens = 0

  finished(reason: string, promptTokens: number, generationTokens: number): void {
    this.#finished.set(reason, (this.#finished.get(reason) ?? 0) + 1)
    this.#promptTokens += promptTokens
    this.#generationTokens += generationTokens
  }

  /** Prometheus text under vLLM's names. */
  text(model: string, moment: Moment): string {
    const labels = `engine="0",model_name="${model}"`
    const one = (type: string, name: string, value: number): readonly string[] => [
      `# TYPE ${name} ${type}`,
      `${name}{${labels}} ${value}`,
    ]
    return [
      '# HELP vllm:num_requests_running This server is simulated; no model runs here.',
      ...one('gauge', 'vllm:num_requests_running', moment.running),
      ...one('gauge', 'vllm:num_requests_waiting', moment.waiting),
      ...one('gauge', 'vllm:kv_cache_usage_perc', moment.cacheUse),
      ...one('counter', 'vllm:prefix_cache_queries_total', moment.prefixTokensAsked),
      ...one('counter', 'vllm:prefix_cache_hits_total', moment.prefixTokensHit),
      ...one('counter', 'vllm:prompt_tokens_total', this.#promptTokens),
      ...one('counter', 'vllm:generation_tokens_total', this.#generationTokens),
      ...one('counter', 'vllm:num_preemptions_total', 0),
      '# TYPE vllm:request_success_total counter',
      ...[...this.#finished].map(
        ([reason, count]) =>
          `vllm:request_success_total{${labels},finished_reason="${reason}"} ${count}`,
      ),
      ...this.timeToFirstToken.lines('vllm:time_to_first_token_seconds', labels),
      ...this.endToEnd.lines('vllm:e2e_request_latency_seconds', labels),
      ...this.queueTime.lines('vllm:request_queue_time_seconds', labels),
      '# TYPE vllm:cache_config_info gauge',
      `vllm:cache_config_info{${labels},block_size="16",num_gpu_blocks="8192"} 1`,
      '',
    ].join('\n')
  }
}

export interface Moment {
  readonly running: number
  readonly waiting: number
  readonly cacheUse: number
  readonly prefixTokensAsked: number
  readonly prefixTokensHit: number
}
