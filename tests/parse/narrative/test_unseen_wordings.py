"""Sentences in wordings of no document at hand: what they give, as a person reads them."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Fact, Kind

#: Name, heading, sentence, and behind = what its numbers are: item or code, measure and printed number, with a sign
#: where it fell. A number that may mean two things, or nothing that the data holds, is not among them.
BUDGETS = """
# verbs of one sign
一、收支预算总体情况
2023年支出预算总额59.00万元，较上年增17.10万元，增幅40.81%。收入预算总额59.00万元，较上年减2.00万元，减少率3.28%。其他收入5.90万元，占收入预算总额的10%。
= total amount 59.00; total change 17.10; total change_rate 40.81; total amount 59.00; total change -2.00;
= total change_rate -3.28; other_income amount 5.90; other_income share 10

# an adjustment is not a change
一、收支预算总体情况
2023年支出预算总额59.00万元，年中调增17.10万元，追减2.00万元。
= total amount 59.00

# an amount, its change and a reason with figures
一、收支预算总体情况
我单位2023年度收入预算总额为1,234.56万元，较上年增加34.56万元，增长2.88%，增加的主要原因是新增专项，涉及12.00万元。
= total amount 1,234.56; total change 34.56; total change_rate 2.88

# the whole compared behind its parts, by its name
一、收支预算总体情况
收入总额50.00万元，其中财政拨款收入48.00万元，占96%；其他收入2.00万元，占4%。与上年相比，收入总额减少1.00万元，下降1
.96%。
= total amount 50.00; fiscal_appropriation amount 48.00; fiscal_appropriation share 96; other_income amount 2.00;
= other_income share 4; total change -1.00; total change_rate -1.96

# amounts in 元
一、收支预算总体情况
2023年部门预算总收入8,000,000元，同比减少200,000元，降幅2.44%。
= total amount 8,000,000; total change -200,000; total change_rate -2.44

# an approximate rate
一、收支预算总体情况
2023年收支总预算1.25亿元，比上年增长5%左右。
= total amount 1.25

# an approximate whole leaves its parts open
一、收支预算总体情况
2023年预算支出约600万元，其中：基本支出400.00万元、项目支出200.00万元。
=

# more than
一、收支预算总体情况
2023年收入预算超过600万元，比上年增加近20万元。
=

# and some
一、收支预算总体情况
2023年收入预算600余万元，支出预算600多万元，比上年增长5%以上。
=

# types with shares of a named whole
一、收支预算总体情况
按支出用途划分，人员支出300.50万元，占支出预算的50.08%，公用支出99.50万元，占16.58%，项目支出200.00万元，占33.33%。
= total amount 300.50; total share 50.08; total amount 99.50; total share 16.58; project amount 200.00;
= project share 33.33

# several labels, as many amounts and shares
一、收支预算总体情况
按用途分类，人员经费、公用经费、项目支出分别为300.00万元、100.00万元、200.00万元，分别占50%、16.67%和33.33%。
= total amount 300.00; total amount 100.00; project amount 200.00; total share 50; total share 16.67;
= project share 33.33

# several labels and another number of amounts
一、收支预算总体情况
人员经费、公用经费、项目支出分别为300.00万元、100.00万元。
=

# the rate before the amount of a change
一、收支预算总体情况
2023年支出预算600万元，同比下降3.2%，减少19.83万元。
= total amount 600; total change_rate -3.2; total change -19.83

# a path right below its heading
二、一般公共预算支出情况
一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）2023年预算数为200.00万元，比2022年执行数增加
20.00万元，增长11.11%，主要是人员增资。
= 2010301 amount 200.00; 2010301 change 20.00; 2010301 change_rate 11.11

# the amount of before without a comma
二、一般公共预算支出情况
住房保障支出（类）住房改革支出（款）住房公积金（项）2023年预算数为50.00万元，比2022年执行数10.00万元增加40.00万元。
= 2210201 amount 50.00; 2210201 change 40.00

# the amount of before and a rate
二、一般公共预算支出情况
住房公积金（2210201）50.00万元，比上年40.00万元增长25%。
= 2210201 amount 50.00; 2210201 change_rate 25

# codes in brackets
二、一般公共预算支出情况
住房公积金（2210201）50.00万元，较上年减少5.00万元；购房补贴（2210203）20.00万元，较上年增加2.00万元。
= 2210201 amount 50.00; 2210201 change -5.00; 2210203 amount 20.00; 2210203 change 2.00

# a class that no code list knows and no code names
二、一般公共预算支出情况
（类）支出265.81万元，占3.9%。
=

# parts in brackets, then a comparison that may be of the whole
三、“三公”经费预算情况
2023年“三公”经费预算数为12.00万元，其中：公务接待费2.00万元，公务用车购置及运行费10.00万元（购置费0万元，运行维护
费10.00万元）。较上年减少1.00万元。
= total amount 12.00; reception amount 2.00; vehicles amount 10.00; vehicle_purchase amount 0;
= vehicle_operation amount 10.00

# a change of each part right behind it
三、“三公”经费预算情况
2023年“三公”经费财政拨款预算安排12.00万元，比2022年减少3.00万元，其中公务接待费2.00万元，减少1.00万元；公务用车运
行维护费10.00万元，减少2.00万元。
= total amount 12.00; total change -3.00; reception amount 2.00; reception change -1.00;
= vehicle_operation amount 10.00; vehicle_operation change -2.00

# three names and three amounts, whose changes may be of any
三、“三公”经费预算情况
因公出国（境）费、公务接待费、公务用车购置及运行维护费分别为1.00万元、2.00万元和3.00万元，比上年减少0.10万元。
= overseas amount 1.00; reception amount 2.00; vehicles amount 3.00

# meetings and training
三、“三公”经费预算情况
会议费5.00万元，培训费3.00万元。
= meetings amount 5.00; training amount 3.00

# travel groups and persons
三、“三公”经费预算情况
全年安排出国（境）团组2个、5人次。
= overseas_groups count 2; overseas_persons count 5

# running expenses, parts in brackets and a rate
四、其他重要事项的情况说明
2023年机关运行经费预算为80.00万元（含办公费60.00万元、其他交通费用20.00万元），比上年减少5%。
= total amount 80.00; total change_rate -5

# procurement by kind and what is reserved
四、其他重要事项的情况说明
（二）政府采购情况。2023年政府采购预算总额120.00万元，其中：货物类20.00万元，工程类0万元，服务类100.00万元。预留中小
企业采购份额90.00万元，占采购预算的75%，其中预留小微企业份额60.00万元。
= total amount 120.00; goods amount 20.00; works amount 0; services amount 100.00; sme amount 90.00; sme share 75;
= micro amount 60.00

# reserved by size in brackets
四、其他重要事项的情况说明
（二）政府采购情况。政府采购预算300.00万元，其中面向中小企业预留200.00万元（其中：小微企业150.00万元）。
= total amount 300.00; sme amount 200.00; micro amount 150.00

# reserved for small firms in other words
四、其他重要事项的情况说明
政府采购预算30.00万元，其中：专门面向中小企业采购预留份额20.00万元，预留给小微企业的采购份额15.00万元。
= total amount 30.00; sme amount 20.00; micro amount 15.00

# planned goods and services
四、其他重要事项的情况说明
政府采购预算100.00万元，其中拟采购货物30.00万元、拟采购服务70.00万元。
= total amount 100.00; goods amount 30.00; services amount 70.00

# vehicles and equipment by price
四、其他重要事项的情况说明
（三）国有资产占有使用情况。本部门共有车辆5辆，其中：机要通信用车1辆、其他用车4辆；单价50万元（含）以上通用设备3台（
套），单价100万元以上专用设备0台。
= vehicles count 5; vehicles_confidential count 1; vehicles_other count 4; equipment_over_500k count 3;
= equipment_over_1m count 0

# projects with targets and their money by fund
四、其他重要事项的情况说明
（四）预算绩效情况。2023年纳入绩效目标管理的项目共8个，涉及财政拨款230.00万元，其中：一般公共预算200.00万元，政府性
基金30.00万元。
= projects count 8; total amount 230.00; total amount 200.00; total amount 30.00

# totals of the fiscal appropriation
二、财政拨款收支预算总体情况
2023年财政拨款收入总额9.00万元，比上年增加1.00万元；财政拨款支出总额8.00万元，比上年减少1.00万元。
= total amount 9.00; total change 1.00; total amount 8.00; total change -1.00

# reserved for micro firms by their long name
四、其他重要事项的情况说明
政府采购预算30.00万元，其中：预留给小型和微型企业的政府采购项目预算15.00万元。
= total amount 30.00; micro amount 15.00

# revenue and expenditure in lists, carryover by its short name
一、收支预算总体情况
收入包括：一般公共预算拨款收入300.00万元、事业收入50.00万元、上年结转10.00万元；支出包括：教育支出320.00万元、
住房保障支出40.00万元。2023年收支总预算360.00万元。
= general_public_budget amount 300.00; service_income amount 50.00; opening_carryover amount 10.00; 205 amount 320.00
= 221 amount 40.00; total amount 360.00

# carried over into the next year
一、收支预算总体情况
本年收入340.00万元，上年结转结余20.00万元；本年支出350.00万元，结转下年10.00万元。
= current_year amount 340.00; opening_carryover amount 20.00; current_year amount 350.00; closing_carryover amount 10.00

# from the amount of before to that of the year
一、收支预算总体情况
收入预算由2022年的340.00万元增加到2023年的360.00万元，增加20.00万元。
=

# numbers of a list right before codes
二、一般公共预算支出情况
（1）2010301行政运行150.00万元，同比增加10.00万元，主要原因是人员增加2人；（2）2010302一般行政管理事务100.00万元，
同比减少20.00万元。
= 2010301 amount 150.00; 2010301 change 10.00; 2010302 amount 100.00; 2010302 change -20.00

# two years of one subject
三、“三公”经费预算情况
“三公”经费2022年预算13.00万元，2023年预算12.00万元，同比减少7.69%。
= total amount 12.00; total change_rate -7.69

# the year before by its name
三、“三公”经费预算情况
“三公”经费预算数12.00万元，上年预算数13.00万元，减少1.00万元。
= total amount 12.00; total change -1.00

# a purchase next to what there is
四、其他重要事项的情况说明
共有车辆6辆，其中一般公务用车2辆，执法执勤用车4辆。2023年预算安排购置车辆1辆，购置费20.00万元。
= vehicles count 6; vehicles_general count 2; vehicles_law_enforcement count 4; planned_vehicle_purchase count 1

# targets below a heading of several matters
四、其他重要事项的情况说明
4.绩效目标：2023年实行绩效目标管理的项目5个，涉及一般公共预算当年拨款120.00万元，政府性基金0万元。
= projects count 5; total amount 120.00; total amount 0

# offices by the noun behind their number, and others that are more of them
二、机构设置及人员情况
本单位内设9个内设机构，另设2个科室。
= offices count 9

# units cannot be offices
二、机构设置及人员情况
本单位下设4个事业单位，共12个处室。
= offices count 12

# offices in other words
二、机构设置及人员情况
本单位包括7个科（股）室，详见下表。
= offices count 7

# a heading of nothing but its subject
四、其他重要事项的情况说明
（三）国有资产。共有房屋3,000平方米，其中办公用房2,500平方米。车辆3辆，价值60.00万元。
= buildings area 3,000; vehicles count 3; vehicles amount 60.00

# evaluations below a heading that names them
四、其他重要事项的情况说明
（四）绩效评价。2023年绩效目标管理的项目8个，涉及资金230.00万元。
= projects count 8; total amount 230.00

# three public expenses by fund
三、“三公”经费预算情况
一般公共预算“三公”经费预算数为12.00万元，政府性基金预算“三公”经费0万元。
= total amount 12.00

# a sum with its own kind of money before it
一、收支预算总体情况
2023年支出总预算360.00万元，按资金性质分：一般公共预算支出300.00万元；按支出类别分：基本支出200.00万元，项目支出160.00万元。
= total amount 360.00; basic amount 200.00; project amount 160.00

# the year before printed next to its change
三、“三公”经费预算情况
“三公”经费合计12.00万元，比上年13.00万元减少1.00万元，其中：公务接待费2.00万元，上年3.00万元，减少1.00万元。
= total amount 12.00; total change -1.00; reception amount 2.00

# staff and vehicles of all units
二、预算单位基本情况
在职人员编制96人，其中：行政编制33人，工勤人员编制6人，事业编制57人。在职实有88人，其中：财政全额保障88人，财政差额补助0人。
离退休人员41人，其中：离休1人，退休40人。实有车辆5辆。
= authorized_posts count 96; active count 88; veteran_retired count 1; retired count 40; vehicles count 5

# a class on a line of its own, groups of no code list below it
四、财政拨款支出预算情况
（一）一般公共服务支出（类）1.某甲事务（款）行政运行（项）52.20万元，与上年相比增加7.90万元。2.某甲事务（款）某甲会议（项）2.00万元。
= 行政运行 amount 52.20; 行政运行 change 7.90; 某甲会议 amount 2.00

# money kept back, and a change of it in a sentence of its own
一、收支预算总体情况
单位预留机动经费预算数为18.60万元。与上年相比增加7.28万元，增长62.92%。
= reserve amount 18.60; reserve change 7.28; reserve change_rate 62.92

# revenue from state capital in other words
二、收入预算情况说明
2023年收入预算9.00万元，其中：一般公共预算9.00万元，国有资本经营收益0.00万元。
= total amount 9.00; general_public_budget amount 9.00; state_capital amount 0.00

# purchases counted before their sum
四、其他重要事项的情况说明
（二）政府采购情况。共涉及采购项目8个，采购预算总额22.50万元。
= total amount 22.50

# what was disposed of, and goods of another price
四、其他重要事项的情况说明
（三）国有资产占有使用情况。共有车辆7辆，其中：业务用车2辆、应急保障用车5辆；单价20万元以上的设备4台（套）。
报废报损资产37项，账面原值1.20万元，实现资产处置收入0.30万元；出租资产0平方米，资产出租收入0万元。本年度拟购置固定资产5.40万元。
= vehicles count 7; vehicles_emergency count 5

# projects with targets and their money in other words
四、其他重要事项的情况说明
（四）预算绩效情况。2023年项目支出全面实施绩效目标管理，涉及一级预算项目10个，预算资金50.40万元，其中财政拨款49.40万元。
= projects count 10; total amount 50.40; total amount 49.40

# services bought with the appropriation
四、其他重要事项的情况说明
（四）委托业务费情况。2023年委托业务费涉及财拨资金99.40万元，主要用于研究。
= 30227 amount 99.40

# an average between an amount and its change
三、“三公”经费预算情况
公务用车购置及运行维护费10.00万元，车均2.50万元，较上年减少1.00万元，下降9.09%。
= vehicles amount 10.00

# a use whose end was lost runs into another figure of the year
二、一般公共预算支出情况
项目支出70.00万元，主要用于推进科技，2023年政府性基金预算支出50.00万元，主要用于工程建设，比上年增加5.00万元。
= project amount 70.00

# a verb before the name
三、“三公”经费预算情况
公务接待费2.00万元，较上年增加了培训费0.20万元，减少公务用车运行费0.30万元。
= reception amount 2.00
"""

FINALS = """
# what an amount is for comes between it and its budget
五、一般公共预算财政拨款支出决算情况说明
1.一般公共服务支出（类）统计信息事务（款）某甲普查（项）39.99万元。主要用于：全国普查。年初预算为76.33万元，支出决算为39.99万元。2.一般公共服务支出（类）统计信息事务（款）某乙抽样（项）。主要用于：人员。年初预算为11.66万元，支出决算为10.00万元。
= 某甲普查 amount 39.99; 某甲普查 amount 76.33; 某甲普查 amount 39.99; 某乙抽样 amount 11.66; 某乙抽样 amount 10.00

# an amount of unknown words before a list says nothing of its items, and their 支出决算 is not a total
八、政府性基金预算财政拨款收入支出决算情况说明
政府性基金预算财政拨款收入202.80万元，支出收入202.80万元，支出具体情况如下：1、某甲支出（类）某乙基金支出（款）某丙补助（项）。主要用于：提升工程。年初预算为0万元，支出决算为2.80万元。决算数大于预算数的主要原因年中新增补助。2、某丁支出（类）某戊支出（款）某己支出（项）。主要用于：精装修工程。年初预算为0万元，支出决算为200.00万元。
= current_year amount 202.80; 某丙补助 amount 0; 某丙补助 amount 2.80; 某己支出 amount 0; 某己支出 amount 200.00

# completion, with the budget named behind it
三、“三公”经费财政拨款支出决算情况说明
2023年度“三公”经费支出决算10.00万元，完成预算的83.33%；比2022年度减少2.00万元，下降16.67%。
= total amount 10.00; total change -2.00; total change_rate -16.67

# two budgets, what was spent and a rate of the second
三、“三公”经费财政拨款支出决算情况说明
公务接待费年初预算2.00万元，调整预算1.80万元，支出决算1.50万元，为全年预算的83.33%，较上年决算数减少0.30万元。
= reception amount 2.00; reception amount 1.80; reception amount 1.50; reception completion_rate 83.33;
= reception change -0.30

# a rate by its name
三、“三公”经费财政拨款支出决算情况说明
公务接待费年初预算数2.00万元，支出决算数1.50万元，预算执行率75%。
= reception amount 2.00; reception amount 1.50; reception completion_rate 75

# counts of travel and receptions, whose cost is not theirs
三、“三公”经费财政拨款支出决算情况说明
因公出国（境）团组2个，累计5人次，支出3.50万元；公务接待12批次、130人次，支出1.20万元。
= overseas_groups count 2; overseas_persons count 5; receptions count 12; reception_guests count 130

# vehicles kept and bought, with short names for their cost
三、“三公”经费财政拨款支出决算情况说明
公务用车保有量为4辆，当年购置公务用车1辆，购置费18.00万元，运行维护费支出6.00万元，平均每辆1.50万元。
= vehicles_owned count 4; vehicles_purchased count 1; vehicle_purchase amount 18.00; vehicle_operation amount 6.00

# a heading that names several matters, and a sentence below it
五、其他重要事项
2023年度机关运行经费支出75.00万元，比年初预算数减少5.00万元，降低6.25%，比上年决算增加1.00万元。
= total amount 75.00; total change -5.00; total change_rate -6.25; total change 1.00

# awards to small firms
五、其他重要事项
2023年度政府采购支出总额90.00万元，其中：政府采购货物支出10.00万元、政府采购服务支出80.00万元。授予中小企业合同金额7
0.00万元，占政府采购支出总额的77.78%，其中：授予小微企业合同金额35.00万元，占授予中小企业合同金额的50%。
= total amount 90.00; goods amount 10.00; services amount 80.00; sme amount 70.00; sme share 77.78;
= micro amount 35.00; micro share 50

# both sides and each
一、收入支出决算总体情况说明
2023年度收、支总计均为900.00万元。与上年度相比，收、支总计各增加100.00万元，增长12.5%。
= total amount 900.00; total change 100.00; total change_rate 12.5

# appropriation against the budget and the year before
一、收入支出决算总体情况说明
2023年财政拨款支出800.00万元，占本年支出合计的91.95%，与年初预算相比增加40.00万元，完成年初预算的105.26%；与上年相比
减少20.00万元。
= fiscal_appropriation amount 800.00; fiscal_appropriation share 91.95; fiscal_appropriation change 40.00;
= fiscal_appropriation completion_rate 105.26; fiscal_appropriation change -20.00

# shares of the year's revenue
一、收入支出决算总体情况说明
本年收入合计880.00万元，其中财政拨款收入800.00万元，占本年收入合计的90.9%，比年初预算增加50.00万元。
= current_year amount 880.00; fiscal_appropriation amount 800.00; fiscal_appropriation share 90.9
= fiscal_appropriation change 50.00

# a share of the year's expenditure behind a completion
二、一般公共预算财政拨款支出决算情况说明
一般公共预算财政拨款支出决算800.00万元，年初预算为750.00万元，完成年初预算的106.67%，占本年支出的91.95%，
比上年增加100.00万元。
= total amount 800.00; total amount 750.00; total completion_rate 106.67; total share 91.95; total change 100.00

# a rate of some budget, then a change that is certain
三、“三公”经费财政拨款支出决算情况说明
公务用车购置及运行费支出决算为8.00万元，完成预算的80%，较上年增加1.20万元，增长17.65%。年末公务用车保有量4辆。
= vehicles amount 8.00; vehicles change 1.20; vehicles change_rate 17.65; vehicles_owned count 4

# the everyday part of basic expenditure
二、一般公共预算财政拨款支出决算情况说明
2023年度一般公共预算财政拨款基本支出500.00万元。其中：人员经费450.00万元，较上年减少10.00万元；
日常公用经费50.00万元，较上年增加5.00万元。
= basic amount 500.00; total amount 450.00; total change -10.00; total amount 50.00; total change 5.00

# shares without amounts
三、“三公”经费财政拨款支出决算情况说明
“三公”经费决算数10.00万元，其中公务用车运行维护费占80%，公务接待费占20%，因公出国（境）费占0%。
= total amount 10.00; vehicle_operation share 80; reception share 20; overseas share 0

# vehicles bought, by the words for what they cost
三、“三公”经费财政拨款支出决算情况说明
公务用车购置费0万元，公务用车购置0辆；公务用车运行费8.00万元，公务接待费2.00万元，共接待12批次。
= vehicle_purchase amount 0; vehicles_purchased count 0; vehicle_operation amount 8.00; reception amount 2.00

# a share behind 其中 whose part is not named
三、收入决算情况说明
本年收入合计2946.25万元，其中：占99.79%；财政拨款收入2940.05万元。
= current_year amount 2946.25; fiscal_appropriation amount 2940.05

# a slip of two verbs and thousands with a wide comma
一、收入支出决算总体情况说明
2023年总收入1，799.35万元，较去年增长下降2.3%。
= total amount 1,799.35

# wide digits
一、收入支出决算总体情况说明
本年收入８８０．００万元，比上年增加１０．５万元。
= current_year amount 880.00; current_year change 10.5

# a slash for nothing
一、收入支出决算总体情况说明
年初结转和结余/万元，本年收入5.00万元。
= current_year amount 5.00

# expenditure behind revenue is not of it
七、政府性基金预算财政拨款收入支出决算情况说明
政府性基金预算财政拨款本年收入50.00万元，支出决算40.00万元，年末结转和结余10.00万元。
= current_year amount 50.00; total amount 40.00; closing_carryover amount 10.00
"""


def name_subject(fact: Fact) -> str:
    """What a fact is of: a code, an item, or a class that no code list has."""
    return fact.functional_code or fact.item or fact.economic_code or fact.functional_name.rpartition("/")[2]


def list_cases() -> dict[str, tuple[Kind, str, str, list[str]]]:
    """By name: kind of report, heading, sentence and what its facts state."""
    found: dict[str, tuple[Kind, str, str, list[str]]] = {}
    kinds: list[tuple[Kind, str]] = [("budget", BUDGETS), ("final", FINALS)]
    for kind, text in kinds:
        for block in text.strip().split("\n\n"):
            name, heading, *lines = block.split("\n")
            stated = " ; ".join(line[1:].strip(" ;") for line in lines if line.startswith("="))
            sentence = "".join(line for line in lines if not line.startswith("="))
            found[name.strip("# ")] = (
                kind,
                heading,
                sentence,
                [each.strip() for each in stated.split(";") if each.strip()],
            )
    return found


CASES = list_cases()


@pytest.mark.parametrize("case", CASES)
def test_what_a_person_reads_is_what_is_read(read_text: ReadText, case: str) -> None:
    kind, heading, sentence, expected = CASES[case]
    facts = read_text(f"{heading}\n{sentence}", kind).facts
    assert [
        f"{name_subject(f)} {f.measure} {'-' if f.value < 0 else ''}{f.reported}"
        for f in facts if f.form != "narrative-words"
    ] == expected  # fmt: skip


def test_classes_of_the_economy_differ_from_functions(read_text: ReadText) -> None:
    text = "二、一般公共预算支出情况\n工资福利支出150.00万元，商品和服务支出30.00万元，对个人和家庭的补助20.00万元。"
    found = [(fact.economic_code, fact.functional_code, fact.reported) for fact in read_text(text, "budget").facts]
    assert found == [("301", "", "150.00"), ("302", "", "30.00"), ("303", "", "20.00")]


def test_money_of_projects_has_its_fund(read_text: ReadText) -> None:
    _, heading, sentence, _ = CASES["projects with targets and their money by fund"]
    funds = [fact.fund for fact in read_text(f"{heading}\n{sentence}", "budget").facts if fact.measure == "amount"]
    assert funds == ["fiscal_appropriation", "general_public_budget", "government_fund"]


def test_the_fund_of_a_list_is_that_of_its_total(read_text: ReadText) -> None:
    text = (
        "四、其他重要事项的情况说明\n政府采购预算90.00万元：政府采购货物预算0万元、政府采购服务预算90.00万元；"
        "其中一般公共预算拨款政府采购0万元：政府采购货物元、政府采购工程预算0万元、政府采购服务预算0万元。"
    )
    facts = read_text(text, "budget").facts
    assert [fact.fund for fact in facts if fact.item == "services"] == ["", "general_public_budget"]
