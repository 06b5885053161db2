"""An invented gazetteer and the slips people make with it; `places.py COUNT FILE` writes one."""
import random
import re
import sys

STEMS = ("晋陵关河红梅文化清潭兰园天宁怡康北直延桃荆川常澄青果和平劳动衡山长虹龙锦太湖花竹林翠泰龙城玉带金色新华朝阳东方光明育英大学白云牡丹广电元丰丁香五星三井"
         "河海汉江黄岷沿飞晋云水月松柏桂荷莲菊秋春夏冬雪霜雨雷星辰日升恒祥瑞福禄寿喜安宁康乐富强民主友谊团结胜利前进跃凤凰麒麟鹤鹿马牛羊虎豹象鲤鱼贝珠玛瑙珍琥珀玲珑琳琅")
ENDS = {"road": ["路", "街", "巷", "大道", "东路", "西路", "中路"], "estate": ["花园", "新村", "小区", "公寓", "苑", "家园", "华庭"],
        "landmark": ["大酒店", "超市", "幼儿园", "小学", "医院", "加油站", "菜市场", "公园", "大厦", "广场"], "village": ["家村", "家塘", "家桥", "庄"]}
DISTRICTS = ["天宁区", "钟楼区", "新北区", "武进区", "经开区"]
dice = random.Random(7)


def gazetteer(count):
    """Names with their kind."""
    names = {}
    while len(names) < count:
        kind = dice.choice(list(ENDS))
        names["".join(dice.choice(STEMS) for _ in range(dice.randint(2, 4))) + dice.choice(ENDS[kind])] = kind
    return names


def write(names, path):
    with open(path, "w", encoding="utf8") as file:
        file.write("name\tkind\tdistrict\n")
        for name, kind in names.items():
            file.write(f"{name}\t{kind}\t{dice.choice(DISTRICTS)}\n")


def slip(name):
    """The name as it is mistyped: a character left out, one too many, two exchanged, or with a number behind it."""
    at = dice.randrange(len(name))
    change = dice.randrange(4)
    if change == 0 and len(name) > 3:
        return name[:at] + name[at + 1:]
    if change == 1:
        return name[:at] + dice.choice(STEMS) + name[at + 1:]
    if change == 2 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2:]
    return name + f"{dice.randint(1, 400)}号对面"


def likelihood(typed, name):
    """How likely `slip` makes this of the name."""
    chance, size = 0.0, len(name)
    for at in range(size):
        if size > 3 and typed == name[:at] + name[at + 1:]:
            chance += 1 / (4 * size)
        if len(typed) == size and typed[:at] == name[:at] and typed[at + 1:] == name[at + 1:]:
            chance += STEMS.count(typed[at]) / len(STEMS) / (4 * size)
        if at + 1 < size and typed == name[:at] + name[at + 1] + name[at] + name[at + 2:]:
            chance += 1 / (4 * size)
    if NUMBER.sub("", typed) == name and typed != name:
        chance += (size + 1 + size * (size <= 3)) / (4 * size) / 400
    return chance


def decidable(typed, names):
    """The chance that the name meant is among the three that are likeliest to have been typed so: nobody can do better."""
    found = {NUMBER.sub("", typed)}
    for at in range(len(typed) + 1):
        found |= {typed[:at] + other + typed[at:] for other in CHARACTERS}
    for at in range(len(typed)):
        found |= {typed[:at] + other + typed[at + 1:] for other in CHARACTERS}
        if at + 1 < len(typed):
            found.add(typed[:at] + typed[at + 1] + typed[at] + typed[at + 2:])
    chances = sorted((likelihood(typed, name) for name in found if name in names), reverse=True)
    return sum(chances[:3]) / sum(chances)


NUMBER = re.compile(r"\d+号对面$")
CHARACTERS = sorted(set(STEMS) | {character for ends in ENDS.values() for end in ends for character in end})

if __name__ == "__main__":
    write(gazetteer(int(sys.argv[1])), sys.argv[2])
