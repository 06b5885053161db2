"""Generates an invented gazetteer with slips and sentences, and times the program beside the bare reference."""
import os, random, re, resource, subprocess, sys, time

program, keys, texts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dice = random.Random(7)
STEMS = ("晋陵关河红梅文化清潭兰园天宁怡康北直延桃荆川常澄青果和平劳动衡山长虹龙锦太湖花竹林翠泰龙城玉带金色新华朝阳东方光明育英大学白云牡丹广电元丰丁香五星三井"
         "河海汉江黄岷沿飞晋云水月松柏桂荷莲菊秋春夏冬雪霜雨雷星辰日升恒祥瑞福禄寿喜安宁康乐富强民主友谊团结胜利前进跃凤凰麒麟鹤鹿马牛羊虎豹象鲤鱼贝珠玛瑙珍琥珀玲珑琳琅")
ENDS = {"road": ["路", "街", "巷", "大道", "东路", "西路", "中路"], "estate": ["花园", "新村", "小区", "公寓", "苑", "家园", "华庭"],
        "landmark": ["大酒店", "超市", "幼儿园", "小学", "医院", "加油站", "菜市场", "公园", "大厦", "广场"], "village": ["家村", "家塘", "家桥", "庄"]}
DISTRICTS = ["天宁区", "钟楼区", "新北区", "武进区", "经开区"]


def gazetteer(count):
    names = {}
    while len(names) < count:
        kind = dice.choice(list(ENDS))
        names["".join(dice.choice(STEMS) for _ in range(dice.randint(2, 4))) + dice.choice(ENDS[kind])] = kind
    return names


def slip(name):
    at = dice.randrange(len(name))
    change = dice.randrange(4)
    if change == 0 and len(name) > 3:
        return name[:at] + name[at + 1:]
    if change == 1:
        return name[:at] + dice.choice(STEMS) + name[at + 1:]
    if change == 2 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2:]
    return name + f"{dice.randint(1, 400)}号对面"


def run(words, text=""):
    began = time.monotonic()
    done = subprocess.run(words, input=text.encode(), stdout=subprocess.PIPE, check=False)
    return time.monotonic() - began, done.stdout.decode()


def best(words, text, runs=3):
    return min(run(words, text)[0] for _ in range(runs))


def peak(words):
    """The most memory a program holds, in MiB."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open("/dev/null", os.O_RDWR), 1)
        os.execv(words[0], words)
    _, _, usage = os.wait4(child, 0)
    return usage.ru_maxrss / 1024


def row(what, ours, bare, unit, limit):
    print(f"  {what:34} {ours:9.3f} {unit}   reference {bare:9.3f} {unit}   {ours / bare:6.2f} x   to hold: < {limit}")


names = gazetteer(50_000)
with open("places.tsv", "w", encoding="utf8") as file:
    file.write("name\tkind\tdistrict\n")
    for name, kind in names.items():
        file.write(f"{name}\t{kind}\t{dice.choice(DISTRICTS)}\n")
with open("one.tsv", "w", encoding="utf8") as file:
    file.write("name\tkind\n晋陵中路\troad\n")
with open("names.txt", "w", encoding="utf8") as file:
    file.write("\n".join(names) + "\n")
meant = [dice.choice(list(names)) for _ in range(keys)]
typed = [slip(name) for name in meant]
lines = "\n".join(typed) + "\n"
find = [program, "places", "find", "--places", "places.tsv", "-"]
reading = best(find, typed[0] + "\n")
answers = run(find, lines)[1].splitlines()
right = sum(name in answer.split("\t", 1)[-1] for name, answer in zip(meant, answers))
key = (best(find, lines) - reading) / keys * 1000
bare = best(["./reference", "distance", "names.txt"], lines, 1) / keys * 1000
print(f"a key over 50,000 places, {keys} slips, right among the first three: {right * 100 / keys:.1f} %")
row("a key", key, bare, "ms", "10 ms")
held = peak(find[:-1] + ["晋陵"]) - peak([program, "places", "find", "--places", "one.tsv", "晋陵"])
row("memory held", held, os.path.getsize("places.tsv") / 1048576, "MiB", "64 MiB")
print(f"  the file is read in {reading * 1000:.0f} ms, beside the console, which waits for nothing")

shown = run([program, "protocol", "show", "--file"])[1]
words = sorted({word for line in re.findall(r"^words = (.*)$", shown, re.M) for word in line.split("、") if "*" not in word})
with open("words.txt", "w", encoding="utf8") as file:
    file.write("\n".join(words) + "\n")
sentences = ["".join(dice.choice(words) for _ in range(3)) for _ in range(texts)]
for name, some in (("many.tsv", sentences), ("few.tsv", sentences[:1])):
    with open(name, "w", encoding="utf8") as file:
        file.write("".join(f"{text}\t100100\n" for text in some))
kinds = (best([program, "protocol", "words", "many.tsv"], "") - best([program, "protocol", "words", "few.tsv"], "")) / texts * 1000
bare = best(["./reference", "words", "words.txt"], "\n".join(sentences) + "\n") / texts * 1000
print(f"kinds proposed for a text, {texts} texts of three words, {len(words)} everyday words:")
row("a text", kinds, bare, "ms", "1 ms")
