import type { Outcome } from './output-contract.js'

const allowed =
  /^(?:erlaubt|zulässig|unbedenklich|sicher|gültig|autorisée?|permise?|admise?|conforme|valide|sûre?|permitid[oa]|seguro|segura|válid[oa]|aceptad[oa]|aprobad[oa]|aceito|aprovado|consentito|ammesso|sicuro|toegestaan|veilig|tillåten|tilladt|dozwolone|bezpieczne|povolen[éoý]|разрешено|допустимо|безопасно|izinli|güvenli|許可|可|適切|適合|安全|問題なし|違反なし|非違反|承認|合格|允许|合规|正常|通过|不违规|未违反|允許|合規|通過|허용|정상|안전|적합|위반 ?없음|승인)$/iu
const violates =
  /^(?:verboten|verstoss|verstoß|unsicher|ungültig|interdite?|refusée?|rejetée?|danger|violation|prohibid[oa]|rechazad[oa]|infracción|infração|proibid[oa]|rejeitado|vietato|respinto|violazione|verboden|overtreding|onveilig|förbjuden|forbudt|zabronione|naruszenie|zakázan[éoý]|запрещено|нарушение|недопустимо|yasak|ihlal|違反|違反あり|不可|禁止|不適切|不適合|有害|危険|削除|却下|不合格|违规|违反|不允许|不合规|不安全|违法|拒绝|删除|違規|不允許|不合規|拒絕|위반|금지|부적절|유해|위험|삭제|거부)$/iu

/** What a word that some other languages use for an answer says of the content. */
export function foreignMeaningOfWord(word: string): Outcome | undefined {
  if (allowed.test(word)) return 'allowed'
  return violates.test(word) ? 'violates' : undefined
}
