"""Patterns over the symbols of a sentence (`clause_words`): what is one phrase, what is one predicate.

Symbols are characters, so a pattern reads like the grammar: `Znt` is しなかった, `Vトノ` a verb before との. Where a
form (終止形 or 連用形) decides, the reader asks the last inflected token.
"""

import re

NOUN = "NSXT0P・人可要予様時場為後会違軸"
"""Symbols that a noun phrase is made of."""

_ATOM = rf"""(?: [{NOUN}_]++                  # the nouns of a compound; a space inside a foreign name
             | A(?=[{NOUN}A])                # 国際的 + 緊張
             | （[^（）。]{{0,24}}）           # an aside
             | 「[^「」。VZmryadg依GJnqtw|]{{1,20}}」  # a term: a bracket without a predicate
             )"""
_JOIN = r"""(?: F*[ニデトカヘマヨ]?ノ           # の, での, からの, などの
             | [ニヲ][G依](?![\|、。トと])       # に対する, をめぐる before a noun
             | ヤ | トyt? | F+[デｄ]ハ?n、?     # や, という, だけでなく
             )"""
_NP = rf"(?:(?![（_・])(?:こノ)?{_ATOM}+(?:{_JOIN}{_ATOM}+)*)"

_POSTPOSITION = r"""(?: [ニヲト]g(?:て(?![wam])|ば|(?!て))[ハモ]?(?![tenxcb])  # に対し, によれば, をめぐって
                     | ニモgn                              # にもかかわらず
                     | ニ依[とト](?!y)                      # によると
                     | トZて[ハモ]?(?![wam])                # として
                     | ヲ軸(?:ニ|トZて|ト(?!Z))(?!w)         # を中心に, を背景に
                     | ト共ニ[ハモ]? )"""
_CASE = rf"(?:F+[デｄ]ハ?n|F*(?:{_POSTPOSITION}|[ニデトカヨマヘ]?F*[ガハヲニトデカヨマヘモし]F*[ハモ]?|F*))"

_AUX = r"(?:(?<=[nj])r|[ecxtnhj兼得似q推]|(?<=[ec])V|て[ハモ]?[wamn]|b(?:[デｄ]ハ?[an])?)"
_COPULA = r"(?:q|推|[デｄ][ハモ]?[an]|な|ナ|ｄ(?=、)|(?<=A)ｄ)"
_TAIL = r"""(?: (?<=n)ば[rV得]x?n                      # なければならない
             | (?<=n)とVx?n                           # ないといけない
             | てハ[rV]x?n                            # てはならない
             | ヲ得x?n                                # ざるを得ない
             | しn                                    # しかない
             | かモ知x?n                              # かもしれない
             | ニ違n                                  # に違いない
             | の(?:q|推|な|(?=か)|[デｄ]ハ?[an](?!V))    # のだ, のではない
             | こ(?:q|推|[デｄ]ハ?[an]|[ハガモ][nd]|ガa|ニ[rZ])   # ことはない, ことができる, ことになる
             | も(?:q|推|[デｄ]ハ?[an])                  # ものだ, ものではない
             | [わは](?:q|推|[デｄ]ハ?[an]|[ハガモ][na]|ニハVx?n)  # わけではない, はずだ, わけにはいかない
             | 予(?:q|推|[デｄ]ハ?[an]|[デｄ](?=、)|ニ[rwa]|[ガモ]a|トr|(?=ト(?:y|Ze|の|ノ))|(?=[。」]|\Z))  # 方針だ
             | [可要][ガモハ](?:a|x?n|J(?!ト?yN))         # 可能性がある, 必要はない
             | 要[q推] | 為q                           # 必要だ, ためだ
             | 様(?:q|(?=[。」]|\Z)) | よ(?:q|ニ[rZ](?!e)) | そq    # 模様だ, ようだ, ようになる, そうだ
             | ト(?:y(?=x?(?:[。」がつ]|\Z))|[Zm]e)       # という。 とされる, とみられる
             | トノこq? | トyもq                        # とのことだ, というものだ
             )"""
_LINK = r"""(?: 、?F?ト[ノ、] | トyt?(?=[NSXT0人こも予可会「LJA]) | 、?F?トモ? | 、?と、?
             | ば、? | タ、? | ナ、? | [がつら][ハモ]?、? | の[デｄ]、? | て[ハモ]?F?、?
             | 為ニ?[ハモ]?、? | [後時場](?:[ニデカ]?[ハモ]?)(?:、|(?=[NSXT0人LRC「（]))、? | よニ?[ハモ]?、?
             | (?<=n)ニ、? | もノ、? | か(?:Rか)?F?(?=[ヲハモガニト。」]) | か(?=[。」]|\Z)
             | F+(?:[デｄ]ハ?n)?、? | 、 )"""

UNIT = re.compile(
    rf"""
      (?P<noun>(?>{_NP}A?(?!ニ[Zr])|{_NP}|A(?!ニ[Zr])|[こもわは]|の(?=[ガハヲニモデ])))?
      (?: (?P<head>(?(noun)
              (?:[ハモ](?=Zn))?[Zd]                       # 許可する, 販売再開する, 許可はしない
            | (?:(?:Aニ|J)[Zr]|V*[V依Ggymrdaw得知]|Z|J|n))   # 明らかにする, 遅くなる, 行く, 高い, ない
            | (?(noun)(?=F*{_COPULA})(?!F+[デｄ]ハ?n、)|(?!))  # 決定だ, 必要だ
          )
          (?P<rest>(?:F*{_COPULA})?{_AUX}*(?:{_TAIL}{_AUX}*)*)
          (?P<link>{_LINK})?
        | (?(noun)(?P<case>{_CASE})、?|(?!))
      )
    | (?P<open>「)
    | 」(?P<after>(?:Fト|ト)[ノ、]?|{_CASE}、?)
    | (?P<stop>。)
    """,
    re.VERBOSE,
)
"""One unit of a sentence: a predicate (`head`, with its noun in 許可する and 決定だ), a phrase (`noun` and `case`), a
bracket that opens or closes (`after`), or a full stop. What fits none is an adverb or a mark."""
