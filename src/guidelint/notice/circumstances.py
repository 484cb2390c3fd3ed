"""The circumstances (情形) of a guide, as questions that a person can answer about themselves.

Circumstances that cannot both be the case become one question: 本人办理 and 委托办理, 在职人员 and 非在职人员.
Any other stands alone and is answered with yes or no.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidelint.language.normalise import normalise
from guidelint.model.errors import UsageError
from guidelint.model.regex import regex
from guidelint.model.text import Text

IN_PERSON = "本人办理"
BY_AGENT = "委托办理"
WHO = (IN_PERSON, BY_AGENT)

_ENDING = regex(r"(?<=..)(?:(?:的|之)?(?:情形|情况)|的|时)$")
_VERB = r"(?:办理|申请|申办|代办|提交|领取|到场)?"
_IN_PERSON = regex(rf"(?:申请人)?由?(?:本人|亲自)(?:亲自|到场|现场|前往)*{_VERB}")
_BY_AGENT = regex(rf"(?P<agent>[^,。;]{{0,20}}?)(?:委托|代理|代办|代为)(?:代理人|他人|他|人)?(?:代为|代理|代)?{_VERB}")
_OPPOSITES = (("非", ""), ("不是", ""), ("不属于", ""), ("不属于", "属于"), ("不", ""), ("没有", "有"), ("无", "有"), ("未满", "年满"), ("未满", "已满"),
              ("未满", "满"), ("未", "已"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """The place of one choice: that many questions and choices come before it."""

    question: int
    choice: int


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """`name` is what `--for` and the page's address say, `label` what stands beside the button."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Exactly one of the choices is the case."""

    text: str
    choices: tuple[AnswerOption, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions of a guide, and for each of its circumstances, as spelled, the answer that it means."""

    questions: tuple[Question, ...]
    answers: Mapping[str, Answer]

    @classmethod
    def about(cls, circumstances: Iterable[str]) -> "Questions":
        spellings: dict[str, list[str]] = {}
        for spelled in circumstances:
            spellings.setdefault(_key(spelled), []).append(spelled)
        questions: list[Question] = []
        answers: dict[str, Answer] = {}
        for group in _exclusive(list(spellings)):
            shown = {key: key if key in WHO else _bare(spellings[key][0]) for key in group}
            question, places = _question(shown)
            for key in group:
                answers |= dict.fromkeys(spellings[key], Answer(len(questions), places[key]))
            questions.append(question)
        return cls(tuple(questions), answers)

    def chosen(self, names: Sequence[str]) -> tuple[Answer, ...]:
        """The answers that the names give. Raises UsageError for an unknown one and for two that exclude each other."""
        choices = {
            choice.name: Answer(q, c)
            for q, question in enumerate(self.questions)
            for c, choice in enumerate(question.choices)
        }
        known = {_key(name): answer for name, answer in choices.items()}
        chosen: dict[int, tuple[Answer, str]] = {}
        for name in names:
            answer = self.answers.get(name) or choices.get(name) or known.get(_key(name))
            if answer is None:
                raise UsageError(_unknown(name, list(choices)))
            other, said = chosen.setdefault(answer.question, (answer, name))
            if other != answer:
                raise UsageError(
                    Text(f"“{said}”和“{name}”不能同时选", f"“{said}” and “{name}” cannot both be the case")
                )
        return tuple(answer for answer, _ in chosen.values())


def _bare(spelled: str) -> str:
    return _ENDING.sub("", spelled.strip()) or spelled


def _key(spelled: str) -> str:
    """One name for the ways to spell a circumstance: 委托他人办理的 is 委托办理."""
    words = _bare(normalise(spelled).text)
    if _IN_PERSON.fullmatch(words):
        return IN_PERSON
    by_agent = _BY_AGENT.fullmatch(words)
    return BY_AGENT if by_agent and not by_agent["agent"] else words


def _exclusive(names: Sequence[str]) -> list[list[str]]:
    """The names in groups of which one at most can be the case."""
    groups: list[list[str]] = []
    for name in names:
        group = next((g for g in groups if all(_exclude(name, other) for other in g)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return groups


def _exclude(first: str, second: str) -> bool:
    return (_says_who(first) and _says_who(second)) or _is_opposite(first, second) or _is_opposite(second, first)


def _says_who(name: str) -> bool:
    return name == IN_PERSON or _BY_AGENT.fullmatch(name) is not None


def _is_opposite(negative: str, positive: str) -> bool:
    return any(
        negative.startswith(no) and positive.startswith(yes) and negative[len(no) :] == positive[len(yes) :]
        for no, yes in _OPPOSITES
    )


def _question(shown: Mapping[str, str]) -> tuple[Question, Mapping[str, int]]:
    """The question about a group of circumstances, and the place of each among its choices.

    `shown` are the circumstances by key, as they are spelled to people.
    """
    if all(map(_says_who, shown)):
        others = [key for key in shown if key != IN_PERSON] or [BY_AGENT]
        keys = [IN_PERSON, *others]
        names = [shown.get(key, key) for key in keys]
        text, choices = "谁来办理？", [AnswerOption(name, name) for name in names]
    elif len(shown) > 1:
        keys = list(shown)
        text, choices = "您属于哪种情形？", [AnswerOption(name, name) for name in shown.values()]
    else:
        keys = list(shown)
        (only,) = shown.values()
        text, choices = f"您是否属于“{only}”？", [AnswerOption(only, "是"), AnswerOption(f"不是{only}", "否")]
    return Question(text, tuple(choices)), {key: place for place, key in enumerate(keys)}


def _unknown(name: str, known: Sequence[str]) -> Text:
    if not known:
        return Text(
            f"没有情形“{name}”：这份指南的材料不分情形，不用写 --for",
            f"no circumstance “{name}”: the materials of this guide depend on none; leave out --for",
        )
    listed = "、".join(known)
    return Text(f"没有情形“{name}”；这份指南有：{listed}", f"no circumstance “{name}”; this guide has: {listed}")
