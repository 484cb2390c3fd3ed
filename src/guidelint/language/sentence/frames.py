"""What a sentence does beside saying its words: it tells what is enough, or that nothing else will do."""

from collections.abc import Sequence

from guidelint.language.sentence.answer import Answer
from guidelint.language.sentence.claims import AGENCY
from guidelint.language.sentence.lexicon import lexicon
from guidelint.language.sentence.terms import covers
from guidelint.model.regex import regex

_ENOUGH = regex(
    "(?:就(?:行|可以|够|能|成|好|算|中)|即可|便可|[都也](?:可以?|行|能|中|批|收|认|给|算|成)|都没关系|不要紧)"
    "[了的]?[^,，。;；不没]{0,3}(?:[,，。;；]|$)"
)
_BUT = regex("但|不过|[要得须必才]")  # 也可以, 但要先考试: and yet something is asked
_EITHER_WAY = regex(
    r"([\u4e00-\u9fff])[不没]\1(?:[\u4e00-\u9fff]{0,2})(?:都|也|无所谓)|无所谓|有没有[^,，。]{0,8}都|不管[^,，。]{1,10}都"
)
_INSISTS = regex(
    "必须|一定[要得]|非得|只[收认能有要准许让给]|仅限|一律|[还再][要得须]|[要得]先|另外|不([认收给批])[^,，。]{0,4}$|的[都也]?不(?:行|算|可以|能)"
)
_ISSUED = regex("(?:开|出具|开具|出|做|签发)的(?:[才,，。]|$)")
_ISSUER = regex("出具|开具|[开出做]的|签发|指定|由[^,，。]{1,15}(?:做|办|评|鉴定|检测|翻译|制作)")
_CONTENTS = regex("写(?:清楚|明白|明|上|有|着)|注明|载明|标明|标注")


def is_enough(sentence: str) -> bool:
    """中专以上就行, 别人来办也可以: who says what is enough asks for no more than that."""
    found = _ENOUGH.search(sentence)
    return found is not None and _BUT.search(sentence, found.end()) is None


def insists(sentence: str) -> bool:
    """必须是全款买的, 租的不认, 还要面谈: what is asked is said to be a demand of its own."""
    return _INSISTS.search(sentence) is not None


def adds(wanted: str, said: Sequence[str]) -> bool:
    """Whether a criterion says by whom the paper is made, or what stands on it, and the guide speaks of neither."""
    guide = "".join(said)
    return (_ISSUED.search(wanted) is not None and not _ISSUER.search(guide)) or (
        _CONTENTS.search(wanted) is not None and not _CONTENTS.search(guide)
    )


def is_waived(sentence: str) -> bool:
    """征信好不好都可以: nothing is asked."""
    return _EITHER_WAY.search(sentence) is not None and is_enough(sentence)


def may_be_a_demand(answer: Answer) -> bool:
    """Whether what the window insists on is told apart from the guide: 必须本人来 from 可以委托他人, but not from 原则上."""
    if answer.why == "leave" and answer.said is not None and answer.said.force == "may":
        return any(AGENCY in term.options for term in answer.said.terms)
    return answer.why in ("unknown", "near", "unsaid")


def is_less(answer: Answer) -> bool:
    """Whether the number that is enough is lower than the guide's: 高级工, 中级工也可以."""
    said, least = answer.said, answer.measure
    assert least is not None
    numbers = said.quantities if said is not None else ()
    return not least.is_bounded and any(q.dimension == least.dimension and q.low >= least.low for q in numbers)


def gives_up(answer: Answer) -> bool:
    """Whether the guide asks for an act, a paper or a number that the window leaves out: 公证, where it takes 签名."""
    if answer.said is None or answer.wanted is None:
        return False
    words, wanted = lexicon(), answer.wanted.terms
    spare = [term for term in answer.said.terms if not any(covers(term, want, words) for want in wanted)]
    return bool(answer.said.quantities) or any(term.options & words.acts for term in spare)
