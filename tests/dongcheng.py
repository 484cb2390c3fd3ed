"""The case of Dongcheng in November 2021: the guide as it was published, and what the window took."""

GUIDE = """\
id: bj-dongcheng-sscard-replacement
title: 社会保障卡补领
region: "110101"
materials:
  - name: 身份证明   # 原样
    type: 原件
    copies: 1
"""

WINDOW = """\
guide: bj-dongcheng-sscard-replacement
hall: 东城区政务服务中心
observed: {on: 2021-11-16, by: 综合窗口, how: 工单}
materials:
  - accepts: [居民身份证]
    refused: [社会保障卡]
    type: 原件
    copies: 1
    revealed_by: [DC-2021-11-001]
"""
