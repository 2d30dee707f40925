#include "sample-charter.h"

static const char *const ARTICLE_1[] = {
  "为把永胜村建成干净、和睦、守法的村子，全体村民商量订立本公约。本公约与法律、法规和国家政策不一致的，以法律、法规和国家政策为准。",
  NULL};
static const char *const ARTICLE_2[] = {
  "本公约适用于本村村民和在本村居住、经营的其他人员。外出务工的，由家人转告。", NULL};
static const char *const ARTICLE_3[] = {
  "村民委员会负责本公约的日常工作，村规民约评委会负责评议，村务监督委员会负责监督。", NULL};
static const char *const ARTICLE_4[] = {
  "各族村民互相尊重语言文字和风俗习惯，团结互助，共同过好日子。", NULL};
static const char *const ARTICLE_5[] = {
  "各户门前屋后自己清扫，柴草归垛，粪肥入池，农膜、农药瓶交到村回收点。", NULL};
static const char *const ARTICLE_6[] = {
  "每月二十五日为清洁日。村里组织志愿清扫，自愿参加，参加一次记五分。", NULL};
static const char *const ARTICLE_7[] = {
  "院内按生活、种植、养殖分区，物品码放整齐，旱厕每周清理，冬季不把炉灰倒在路上。", NULL};
static const char *const ARTICLE_8[] = {
  "牲畜圈养或者有人看护。啃食、踩坏他人庄稼的，双方协商赔偿实际损失；谈不拢的，找村调解员，也可以依法起诉。",
  NULL};
static const char *const ARTICLE_9[] = {
  "生活垃圾分成可烂的和不可烂的两类，可烂的就地堆肥，不可烂的投到组里的垃圾箱。", NULL};
static const char *const ARTICLE_10[] = {"红柳村　渠水长　勤洒扫　户户香",
                                         "柴归垛　粪入仓　垃圾箱　在路旁",
                                         "",
                                         "敬老人　热炕头　问冷暖　常回头",
                                         "红白事　量力办　不攀比　心里宽",
                                         NULL};
static const char *const ARTICLE_11[] = {
  "浇地按轮次，先远后近；水费按水表缴纳，账目每月上墙。抢水、堵渠的，由组长当场劝止，损坏渠道的恢复原状。",
  NULL};
static const char *const ARTICLE_12[] = {
  "遵守禁牧休牧和草畜平衡规定。发现违反的，报镇综合行政执法部门依法处理。", NULL};
static const char *const ARTICLE_13[] = {
  "农机在路上转弯、停放，让行人和学生先走；晒粮不占主路，占用晒场的按登记先后。", NULL};
static const char *const ARTICLE_14[] = {"秸秆粉碎还田或者打捆出售，不在地里焚烧。", NULL};
static const char *const ARTICLE_15[] = {
  "用火用电注意安全。烧纸、放炮到指定地点，大风天不在户外用火。", NULL};
static const char *const ARTICLE_16[] = {
  "赡养老人，爱护孩子，夫妻平等。发生家庭暴力，邻里要劝、要报警，村民委员会帮助受害人寻求保护。",
  NULL};
static const char *const ARTICLE_17[] = {
  "妇女与男子享有平等的权利。任何人不得以未婚、结婚、离婚、丧偶、户无男性为由，减损妇女的各项权益。",
  NULL};
static const char *const ARTICLE_18[] = {
  "婚事新办，丧事简办。提倡红事不超过十五桌，烟酒从简，彩礼量力而行；红白理事会上门服务，不收费用。",
  NULL};
static const char *const ARTICLE_19[] = {
  "邻里有争执，先各退一步，再请组长、调解员说和；说和不成的，可以到镇司法所或者依法起诉。", NULL};
static const char *const ARTICLE_20[] = {
  "尊敬老人，六十岁以上独居的老人由同组两户结对，每周看望一次，有事及时告诉家人和村里。", NULL};
static const char *const ARTICLE_21[] = {
  "学龄孩子按时上学。家长少打牌，多陪孩子；手机、电脑和孩子约定好时间。", NULL};
static const char *const ARTICLE_22[] = {"借了东西按时还，损坏了照价赔，还的时候道一声谢。", NULL};
static const char *const ARTICLE_23[] = {
  "不赌博，不吸毒，不参与邪教，不信谣传谣。遇违法行为及时报警，由公安机关依法处理。", NULL};
static const char *const ARTICLE_24[] = {
  "推销保健品、理财和“免费体检”的，不签字、不付钱，先给村里打电话问一问。", NULL};
static const char *const ARTICLE_25[] = {"骑摩托车、电动车戴头盔，农用三轮车不载人，酒后不开车。",
                                         NULL};
static const char *const ARTICLE_26[] = {"河渠、机井、水库边不让孩子独自玩耍，看见的都要喊一声。",
                                         NULL};
static const char *const ARTICLE_27[] = {
  "每季度评一次“干净人家”，入户打分、集体评议、公示以后公布。评委和被评的人家有亲属关系的，这一户不由他打分。",
  NULL};
static const char *const ARTICLE_28[] = {
  "违反本公约的，先劝导，再书面提醒，限七日整改；不改的，在例会上点评，当季不参加评选。改好的，即时恢复。",
  "劝导、提醒和点评都由两名以上评委一起去，当面说，有记录，本人可以说明情况。",
  NULL};
static const char *const ARTICLE_29[] = {
  "执行本公约不设罚款、押金，不影响村民的低保、补贴、分红、承包地和各项法定权利。", NULL};
static const char *const ARTICLE_30[] = {
  "对评委会的处理不服的，可在十日内向村务监督委员会提出复核，也可以向镇人民政府反映或者依法起诉。本公约由村民会议解释和修改，自公布之日起施行。",
  NULL};

static const XpCharterArticle CHAPTER_1[] = {{"第一条", ARTICLE_1, false},
                                             {"第二条", ARTICLE_2, false},
                                             {"第三条", ARTICLE_3, false},
                                             {"第四条", ARTICLE_4, false}};
static const XpCharterArticle CHAPTER_2[] = {{"第五条", ARTICLE_5, false},
                                             {"第六条", ARTICLE_6, false},
                                             {"第七条", ARTICLE_7, false},
                                             {"第八条", ARTICLE_8, false},
                                             {"第九条", ARTICLE_9, false},
                                             {"第十条", ARTICLE_10, true}};
static const XpCharterArticle CHAPTER_3[] = {{"第十一条", ARTICLE_11, false},
                                             {"第十二条", ARTICLE_12, false},
                                             {"第十三条", ARTICLE_13, false},
                                             {"第十四条", ARTICLE_14, false},
                                             {"第十五条", ARTICLE_15, false}};
static const XpCharterArticle CHAPTER_4[] = {{"第十六条", ARTICLE_16, false},
                                             {"第十七条", ARTICLE_17, false},
                                             {"第十八条", ARTICLE_18, false},
                                             {"第十九条", ARTICLE_19, false},
                                             {"第二十条", ARTICLE_20, false},
                                             {"第二十一条", ARTICLE_21, false},
                                             {"第二十二条", ARTICLE_22, false}};
static const XpCharterArticle CHAPTER_5[] = {{"第二十三条", ARTICLE_23, false},
                                             {"第二十四条", ARTICLE_24, false},
                                             {"第二十五条", ARTICLE_25, false},
                                             {"第二十六条", ARTICLE_26, false}};
static const XpCharterArticle CHAPTER_6[] = {{"第二十七条", ARTICLE_27, false},
                                             {"第二十八条", ARTICLE_28, false},
                                             {"第二十九条", ARTICLE_29, false},
                                             {"第三十条", ARTICLE_30, false}};
static const XpCharterChapter CHAPTERS[] = {
  {"第一章　总则", CHAPTER_1, G_N_ELEMENTS (CHAPTER_1)},
  {"第二章　房前屋后", CHAPTER_2, G_N_ELEMENTS (CHAPTER_2)},
  {"第三章　生产与用水", CHAPTER_3, G_N_ELEMENTS (CHAPTER_3)},
  {"第四章　家风与邻里", CHAPTER_4, G_N_ELEMENTS (CHAPTER_4)},
  {"第五章　平安守法", CHAPTER_5, G_N_ELEMENTS (CHAPTER_5)},
  {"第六章　评议与执行", CHAPTER_6, G_N_ELEMENTS (CHAPTER_6)}};
static const char *const PREAMBLE[] = {
  "渠水养人，公约管人先管己。为了家家干净、户户和气，永胜村全体村民于2026年10月24日开会商量，订下这份公约，人人照着做，人人可以说。",
  NULL};
static const char *const ADOPTED[] = {
  "2026年10月24日村民会议通过：应到968人，到会702人，赞成689人，反对6人，弃权7人。",
  "2026年10月26日报巴彦高勒镇人民政府备案。自2026年11月1日起施行，第2版同时停止使用。",
  NULL};

const XpCharterSheet SAMPLE_CHARTER = {
  .village = "永胜村",
  .title = "永胜村村规民约",
  .edition = "（第3版）",
  .preamble = PREAMBLE,
  .chapters = CHAPTERS,
  .n_chapters = G_N_ELEMENTS (CHAPTERS),
  .adopted = ADOPTED,
  .issuer = "永胜村村民委员会",
  .date = "2026年10月26日",
};
