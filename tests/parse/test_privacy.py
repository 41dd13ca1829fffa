"""Personal data: found wherever it stands, taken out, and nothing else with it.

Numbers are put together when the tests run: no file of ours holds one that could be somebody's.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.parse import privacy
from disclosure.parse.privacy import (
    KINDS,
    REDACTED,
    find_personal,
    is_card,
    is_credit_code,
    is_identity,
    list_personal,
    redact,
    redact_all,
)
from disclosure.parse.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
ZEROS = "0" * 20
MOBILE = "1" + "3" + ZEROS[:9]
LANDLINE = "0" + "999" + "-" + ZEROS[:7]
IDENTITY = "1" + ZEROS[:5] + "1900" + "0101" + "000" + "X"
MAIL = "nobody" + "@" + "example.org"
PERSON = "张" + "甲乙"
MINORITY = "买甲提" + "·" + "阿乙江"


@pytest.mark.parametrize("secret", [MOBILE, LANDLINE, IDENTITY, IDENTITY[:-1] + "0", MAIL])
@pytest.mark.parametrize("text", ["联系电话{}", "（{}）", "电话：{}，", "{}", "联系\n{}\n二"])
def test_numbers_of_persons_are_found_and_taken_out(secret: str, text: str) -> None:
    assert redact(text.format(secret), VOCABULARY) == (text.format(REDACTED), 1)


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param(f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", id="mobile with blanks"),
        pytest.param(f"{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}", id="mobile with hyphens"),
        pytest.param("".join(chr(ord(digit) + 0xFEE0) for digit in MOBILE), id="mobile in full width"),
        pytest.param(f"{MOBILE[:6]}\n\n{MOBILE[6:]}", id="mobile broken by a line's end"),
        pytest.param(LANDLINE.replace("-", "－"), id="landline with a full-width hyphen"),
        pytest.param(f"（{LANDLINE[:4]}）{LANDLINE[5:]}", id="landline with brackets"),
    ],
)
def test_numbers_of_persons_are_found_however_they_are_printed(secret: str) -> None:
    assert redact(f"联系电话：{secret}。", VOCABULARY)[1] == 1


@pytest.mark.parametrize(
    "text",
    [
        "12345政务服务便民热线",
        "新财预〔2022〕15号",
        "2010350 事业运行 1,363.45",
        "2023年1月20日—2023年12月31日",
        "固定资产原值4,386.99万元",
        "0.1" + MOBILE,
        MOBILE + "0",
        "A" + MOBILE,
        MOBILE[:10] + ".00元",
        MOBILE + ".00元",
    ],
)
def test_figures_codes_and_hotlines_are_not_personal(text: str) -> None:
    assert find_personal(text, VOCABULARY) == []


@pytest.mark.parametrize("context", VOCABULARY.names)
@pytest.mark.parametrize("person", [PERSON, PERSON[:2], "欧阳" + "甲", "张 甲 乙"[:3]])
def test_a_name_where_documents_name_persons_is_taken_out(context: str, person: str) -> None:
    found, count = redact(f"前文，{context.format(name=person)}。", VOCABULARY)
    assert count == 1
    assert person not in found
    assert REDACTED in found


def test_white_space_does_not_hide_a_name() -> None:
    assert redact(f"项目 负责人 ： {PERSON[0]}\n{PERSON[1:]}\n", VOCABULARY)[0] == f"项目 负责人 ： {REDACTED}\n"


@pytest.mark.parametrize("context", ["项目负责人：{name}", "联系人{name}", "解决{name}个人信访"])
@pytest.mark.parametrize("person", [MINORITY, "古" + "丽甲乙" + "·" + "买丙提", "买甲提"])
def test_a_longer_name_is_taken_out_whole(context: str, person: str) -> None:
    found = redact(f"{context.format(name=person)}。", VOCABULARY)[0]
    assert not any(part in found for part in person.split("·"))
    assert REDACTED in found


@pytest.mark.parametrize(
    "text",
    [
        "项目负责人应当签字",
        "项目负责人：",
        "部门联系人 联系电话",
        "疑难信访事项",
        "解决群众个人信访问题",
        "联系人：无",
        "张甲乙同志主持会议",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert find_personal(text, VOCABULARY) == []


@pytest.mark.parametrize("words", ["历史遗留信访事项", "常见信访事项", "安全信访事项", "简易信访事项"])
def test_ordinary_words_that_begin_like_a_name_are_none(words: str) -> None:
    assert find_personal(f"办理{words}5件", VOCABULARY) == []


@given(
    before=st.text(alphabet="数字单位，。：年 ", max_size=12), behind=st.text(alphabet="数字单位，。；年 ", max_size=12)
)
def test_what_is_taken_out_leaves_the_rest_as_it_was(before: str, behind: str) -> None:
    text = f"{before}{MOBILE}{behind}"
    found, count = redact(text, VOCABULARY)
    assert (found, count) == (f"{before}{REDACTED}{behind}", 1)
    assert redact(found, VOCABULARY) == (found, 0)


def test_ranges_are_in_order_and_never_overlap() -> None:
    text = f"联系人：{PERSON} {MOBILE}，{MAIL}；项目负责人{PERSON}"
    found = find_personal(text, VOCABULARY)
    assert [text[start:end] for start, end in found] == [PERSON, MOBILE, MAIL, PERSON]


ORGANISATION = "12" + "6523" + "2010" + "0101"
CARD = "62" + "2" + ZEROS[:12]


def close_number(begin: str, is_right: Callable[[str], bool], signs: str) -> str:
    """``begin`` with the one last sign that makes it right."""
    return next(begin + sign for sign in signs if is_right(begin + sign))


def test_a_card_is_found_by_its_last_digit_and_an_account_where_it_is_asked_for() -> None:
    card = close_number(CARD, is_card, "0123456789")
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert redact(f"卡片{card}。", VOCABULARY) == (f"卡片{REDACTED}。", 1)
    assert find_personal(f"流水{wrong}。", VOCABULARY) == []
    assert redact(f"开户行账号：{wrong}。", VOCABULARY) == (f"开户行账号：{REDACTED}。", 1)


def test_the_code_of_an_organisation_is_nobodys_number() -> None:
    signs = "0123456789X"
    begins = (f"{ORGANISATION}{number:03}" for number in range(1000))
    begin = next(each for each in begins if any(is_credit_code(each + sign) for sign in signs))
    code = close_number(begin, is_credit_code, signs)
    assert not is_identity(code)
    assert find_personal(f"统一社会信用代码{code}", VOCABULARY) == []
    person = close_number(begin, is_identity, signs)
    assert [each.kind for each in list_personal(f"证件{person}", VOCABULARY)] == ["identity"]


@pytest.mark.parametrize("words", ["合计{}元", "合计{}万元", "占{}%", "建筑面积{} 平方米", "新财预〔{}号", "第{}号"])
def test_a_large_amount_and_a_number_of_a_document_are_no_telephone(words: str) -> None:
    assert find_personal(words.format(MOBILE), VOCABULARY) == []


def test_every_kind_is_told() -> None:
    text = f"联系人：{PERSON} {MOBILE}，{LANDLINE}，{MAIL}，{IDENTITY}，账号：{ZEROS[:12]}"
    assert {each.kind for each in list_personal(text, VOCABULARY)} == set(KINDS)


@given(st.text(alphabet="0123４569X- －–）)\n@.a号", max_size=40))
def test_a_text_is_passed_over_only_where_it_holds_no_number(text: str) -> None:
    narrow = text.translate(privacy._NARROW)
    assert privacy._MAY_BE_NUMBER.search(narrow) or not privacy._NUMBERS.search(narrow)


@pytest.mark.parametrize(
    "secret", [MOBILE, LANDLINE, IDENTITY, MAIL, "账号：" + ZEROS[:9], MOBILE[:3] + " " + MOBILE[3:]]
)
def test_no_number_is_passed_over(secret: str) -> None:
    assert privacy._MAY_BE_NUMBER.search(secret)


OTHER = "李" + "丙"


@pytest.mark.parametrize("colon", ["：", ":", " : "])
@pytest.mark.parametrize("asked", ["部门预算公开联系人", "项目负责人", "部门主要负责人审签情况", "填报人"])
def test_a_colon_of_either_width_asks_for_a_name(asked: str, colon: str) -> None:
    assert redact(f"{asked}{colon}{PERSON} 联系方式", VOCABULARY)[0] == f"{asked}{colon}{REDACTED} 联系方式"


@pytest.mark.parametrize("between", ["、", " 、 ", "/"])
def test_every_name_of_a_list_is_taken_out(between: str) -> None:
    found, count = redact(f"联系人:{OTHER}{between}{PERSON}{between}{OTHER} 联系方式", VOCABULARY)
    assert (found, count) == (f"联系人:{REDACTED}{between}{REDACTED}{between}{REDACTED} 联系方式", 3)


def test_what_follows_a_name_in_a_list_may_be_none() -> None:
    assert redact(f"联系人：{PERSON}、电话", VOCABULARY) == (f"联系人：{REDACTED}、电话", 1)


def test_names_on_the_cover_of_a_form_are_taken_out() -> None:
    text = f"保密审查情况：不设密 {PERSON}\n部门主要负责人审签情况：{PERSON}\n目录"
    assert redact(text, VOCABULARY) == (text.replace(PERSON, REDACTED), 2)
    assert find_personal("保密审查情况：已审查\n部门主要负责人审签情况：已审签\n目录", VOCABULARY) == []


@pytest.mark.parametrize("word", sorted(VOCABULARY.ordinary))
def test_an_ordinary_word_is_no_name_where_one_may_follow(word: str) -> None:
    assert find_personal(f"项目负责人{word}度 ≥90%", VOCABULARY) == []


@pytest.mark.parametrize("begin", ["6,705,", "12,345,", "1,234,567,", "118,"])
def test_the_end_of_an_amount_and_the_codes_behind_it_are_no_telephone(begin: str) -> None:
    assert find_personal(f"{begin}{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", VOCABULARY) == []
    assert find_personal(f"{begin}{MOBILE}", VOCABULARY) == []


def test_a_telephone_behind_another_is_found() -> None:
    assert redact(f"{MOBILE},{MOBILE}", VOCABULARY) == (f"{REDACTED},{REDACTED}", 2)


PIECES = (MOBILE[:4], ZEROS[:4], ZEROS[:3])


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["项目负责人", "：", PERSON, "、", "1380", "0138", "001", " ", "\n", "万元", "@", "a.cn", "的"]
            ),
            max_size=7,
        ).map("".join),
        max_size=6,
    )
)
def test_texts_together_are_rid_of_what_each_is_alone(texts: list[str]) -> None:
    alone = {each: redact(each, VOCABULARY)[0] for each in texts}
    together = redact_all(texts, VOCABULARY)
    assert {each: together.get(each, each) for each in texts} == alone
    assert all(told != each for each, told in together.items())
