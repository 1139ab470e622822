//! Han letters of names, simplified and traditional.

/// Pairs of letters that names are written with: traditional, simplified.
const PAIRS: &str = "\
    張张陳陈劉刘楊杨趙赵黃黄吳吴孫孙馬马謝谢許许鄧邓馮冯蕭萧葉叶蔣蒋鄭郑羅罗韓韩蘇苏盧卢陸陆鍾钟鐘钟錢钱龍龙萬万偉伟\
    華华國国強强軍军麗丽鳳凤歐欧陽阳遠远賈贾韋韦鄒邹閻阎顧顾龔龚嚴严賴赖湯汤齊齐喬乔龐庞顏颜莊庄聶聂魯鲁關关蘭兰寧宁\
    紀纪畢毕單单駱骆藍蓝鮑鲍饒饶農农繆缪簡简車车連连蘆芦麥麦婁娄竇窦黨党宮宫費费衛卫應应閔闵鄔邬邊边師师欒栾榮荣叢丛\
    鞏巩遲迟鄺邝東东傑杰慶庆義义樂乐愛爱雲云風风飛飞鵬鹏鴻鸿濤涛澤泽潔洁瑩莹瑤瑶瓊琼璽玺穎颖結结經经維维綱纲緒绪線线\
    繼继續续紅红純纯細细綠绿緯纬縣县聖圣聰聪聲声肅肃腦脑臨临興兴舉举蓮莲薩萨藝艺號号蟲虫衆众術术補补見见規规視视親亲\
    覺觉觀观計计訓训記记設设詩诗詠咏詞词話话該该誠诚語语說说誼谊調调談谈請请論论諾诺謙谦證证識识譽誉讓让財财貝贝貞贞\
    貴贵賢贤質质贊赞趕赶躍跃軒轩載载輝辉輪轮轉转辭辞達达運运進进過过違违適适選选鄉乡醫医釋释鈞钧銘铭銳锐鋒锋鋼钢錦锦\
    鎮镇鏡镜鐵铁長长門门開开閱阅陣阵陰阴際际隨随雙双雞鸡電电霧雾靈灵靜静響响項项順顺領领頭头題题願愿類类飯饭養养館馆\
    駿骏騰腾驗验魚鱼鮮鲜鳥鸟鶴鹤齡龄龜龟億亿優优儀仪兒儿內内冊册寫写劍剑劃划剛刚創创動动務务勝胜勞劳勵励勳勋區区協协\
    卻却參参園园圓圆團团圖图執执堅坚報报場场塵尘壽寿夢梦奮奋婦妇媽妈學学寶宝實实審审寬宽將将專专尋寻對对導导島岛嶺岭\
    崗岗帥帅帶带幫帮幹干廣广廳厅彥彦彌弥後后從从復复徵征恆恒悅悦憲宪懷怀戀恋戰战揚扬換换揮挥攝摄敵敌數数斷断時时晉晋\
    晝昼暉晖曉晓曄晔書书會会朧胧條条棟栋楓枫業业極极構构標标樓楼樹树橋桥機机檢检權权歡欢歲岁歷历氣气決决沖冲況况淚泪\
    淨净淵渊渾浑測测渦涡湧涌溝沟滄沧滅灭滿满漢汉潤润瀾澜灣湾燁烨燈灯燦灿燭烛爾尔獎奖獻献現现琺珐瑪玛環环畫画異异當当\
    療疗發发監监盤盘眾众睜睁碩硕礎础禮礼禎祯禦御種种稱称穩稳競竞筆笔節节範范築筑籌筹糧粮";

/// A name in Han letters as it is compared: simplified.
pub(super) fn simplified(name: &str) -> String {
    name.chars().map(simplify).collect()
}

fn simplify(letter: char) -> char {
    let mut letters = PAIRS.chars();
    while let (Some(traditional), Some(simple)) = (letters.next(), letters.next()) {
        if traditional == letter {
            return simple;
        }
    }
    letter
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, simplified};

    #[test]
    fn letters_come_in_pairs() {
        assert_eq!(PAIRS.chars().count() % 2, 0);
        assert_eq!(simplified("歐陽思遠"), "欧阳思远");
        assert_eq!(simplified("沈锴"), "沈锴");
    }
}
