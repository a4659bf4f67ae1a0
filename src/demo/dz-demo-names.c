/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-names-private.h"

/* The commonest surnames, more or less in their order. */
static const char *const surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
  "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹",
  "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
};
static const char *const women[] = {
  "雨桐", "梦瑶", "思琪", "佳怡", "静怡", "晓彤", "欣怡", "雪婷", "诗涵", "婉清", "慧敏", "丽娜",
  "若曦", "玉洁", "文静", "嘉欣", "晓雯", "雅琴", "倩", "颖", "璐", "悦", "琳", "洁",
};
static const char *const men[] = {
  "浩然", "宇航", "志强", "俊杰", "明哲", "博文", "天宇", "嘉豪", "鹏飞", "旭东", "思源", "泽宇",
  "文博", "昊天", "建华", "子恒", "一鸣", "海洋", "凯", "磊", "晨", "伟", "鑫", "帆",
};

/*
 * Characters outside the old character sets and outside the basic plane, double surnames, a name
 * with a middle dot, one that GB2312 cannot write, and two students who share a name.
 */
static const DzDemoName special[] = {
  { "李㛃", "李晶", TRUE },
  { "𠮷子轩", "吉子轩", FALSE },
  { "欧阳思远", NULL, FALSE },
  { "古丽娜尔·阿不都热依木", NULL, TRUE },
  { "陈喆", NULL, FALSE },
  { "司马婧", NULL, TRUE },
  { "刘𬭎", "刘宏", FALSE },
  { "赵玥熹", NULL, TRUE },
  { "张伟", NULL, FALSE },
  { "张伟", NULL, FALSE },
};

const DzDemoName *
dz_demo_names_special (guint *n_names)
{
  *n_names = G_N_ELEMENTS (special);
  return special;
}

/* Half of the draws come from the first third: common surnames are common. */
static const char *
draw_surname (GRand *rand)
{
  guint last = g_rand_boolean (rand) ? G_N_ELEMENTS (surnames) / 3 : G_N_ELEMENTS (surnames);

  return surnames[g_rand_int_range (rand, 0, (gint32) last)];
}

/* A name of two or three characters; the caller owns it. */
char *
dz_demo_names_make (GRand    *rand,
                    gboolean  woman)
{
  const char *surname = draw_surname (rand);
  const char *given = woman ? women[g_rand_int_range (rand, 0, G_N_ELEMENTS (women))]
                            : men[g_rand_int_range (rand, 0, G_N_ELEMENTS (men))];

  return g_strconcat (surname, given, NULL);
}
