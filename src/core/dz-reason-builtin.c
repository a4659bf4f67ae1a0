/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-builtin.h"

/* Whether it needs a note; version, times, uses and people of what the program brings. */
#define PLAIN FALSE, 1, 0, 0, 0, NULL, NULL
#define NOTED TRUE, 1, 0, 0, 0, NULL, NULL

/* What the program brings; a store begins with it, and supervisors add to it and retire from it.
 * The sentences of photo-standards §4.2, word by word where they stand alone. Two kinds of marks:
 *
 *   {v}      the finding's value with its unit        {what}   the finding's text
 *   {limit}  the limit in words, "larger than 50 KB"  {bound}  its number alone, "50 KB"
 *   [a|b]    a, where all marks in it can be filled; else b, which may be empty
 *
 * No limit is written here: it comes with the finding, from the profile that judged. */
static const DzReason reasons[] = {
  { "file-format", "FILE-01", "不是有效的 JPG", "Not a valid JPG",
    "上传的文件不是有效的 JPG 照片，请上传 JPG 格式的原图。",
    "The file is not a valid JPG photo. Please upload the original in JPG format.", PLAIN },
  { "file-size", "FILE-02", "文件过小", "File too small",
    "[照片文件大小为 {v}，要求{limit}|照片文件过小]。请上传未经压缩的原图。",
    "[The file is {v}; it must be {limit}|The file is too small]. "
    "Please upload the uncompressed original.", PLAIN },
  { "file-pixels", "FILE-03", "像素不足", "Too few pixels",
    "[照片像素为 {what}，低于 {bound}|照片像素过低]。请上传更清晰的原图。",
    "[The photo is {what} pixels, below {bound}|The photo has too few pixels]. "
    "Please upload a larger original.", PLAIN },
  { "file-ratio", "FILE-04", "宽高比不符", "Wrong proportions",
    "[照片宽高比不是 {bound}|照片宽高比不符合要求]，请重新裁剪或重新拍摄。",
    "[The photo is not {bound}|The photo has the wrong proportions]. "
    "Please crop it again or take a new one.", PLAIN },
  { "file-colour", "FILE-05", "不是彩色照片", "Not in colour",
    "照片不是彩色照片，请上传彩色照片。",
    "The photo is not in colour. Please upload a colour photo.", PLAIN },
  { "file-quality", "FILE-06", "压缩过度", "Compressed too strongly",
    "照片压缩过度[（质量约 {v}）]，请上传原图。",
    "The photo is compressed too strongly[ (quality about {v})]. Please upload the original.",
    PLAIN },
  { "edited", "ORIG-01", "经过修图", "Edited",
    "照片信息显示经过修图处理[（{what}）]，请上传未经修改的原图。",
    "The photo data show editing[ ({what})]. Please upload the unedited original.", PLAIN },
  { "recaptured", "ORIG-03", "翻拍或扫描", "Photo of a photo or scan",
    "照片疑似翻拍或扫描件，请上传相机拍摄的原始电子照片。",
    "This looks like a photo of a photo or a scan. Please upload the original camera file.",
    PLAIN },
  { "over-smoothed", "ORIG-04", "过度美化", "Over-smoothed",
    "照片面部细节过度平滑，与本人真实相貌可能不符，请上传未经美化的原图。",
    "Facial detail is over-smoothed and may not show your true appearance. "
    "Please upload the unretouched original.", PLAIN },
  { "duplicate", "ORIG-05", "与他人照片相同", "Same photo as another student",
    "该照片与其他同学的照片相同，请确认并上传本人照片。",
    "The same photo is filed for another student. Please check and upload your own.", PLAIN },
  { "mirrored", "ORIG-06", "镜像或旋转", "Mirrored or turned",
    "照片被左右翻转或旋转，请上传未经变换的原图。",
    "The photo is mirrored or turned. Please upload the original.", PLAIN },
  { "returned-before", "ORIG-07", "此前已被退回", "Rejected before",
    "该照片此前已被退回，请重新拍摄后上传。",
    "This photo was returned before. Please take a new one.", PLAIN },
  { "background-colour", "BG-01", "背景颜色不符", "Background colour",
    "背景颜色不符合要求，请使用标准蓝色（或学校指定的单一颜色）背景重新拍摄。",
    "The background colour does not meet the rule. "
    "Please use the standard blue (or the single colour your school names).", PLAIN },
  { "background-uneven", "BG-02", "背景不均匀", "Background not uniform",
    "背景不均匀，有渐变、杂物或其他人，请使用单一颜色背景。",
    "The background is not uniform. Please use one plain colour.", PLAIN },
  { "background-shadow", "BG-03", "背景有阴影", "Shadow on the background",
    "背景上有明显阴影，请调整灯光后重拍。",
    "There is a clear shadow on the background. Please adjust the light.", PLAIN },
  { "clothes-like-background", "BG-04", "衣着与背景接近", "Clothes like the background",
    "衣服颜色与背景过于接近，请更换颜色区分明显的衣服。",
    "Your clothes are too close to the background colour. Please change.", PLAIN },
  { "head-top", "POS-01", "头顶位置不符", "Position of the crown",
    "[头顶距照片上边 {v}，要求 {limit}（按标准尺寸折算）|头顶距照片上边的距离不符合要求]，"
    "请调整取景后重拍。",
    "[Crown to top edge is {v}; {limit} is required (at the standard size)"
    "|The crown is too near to the top edge or too far from it]. Please frame it again.", PLAIN },
  { "eye-line", "POS-02", "眼睛位置不符", "Position of the eyes",
    "[眼睛距照片上边 {v}，要求 {limit}（按标准尺寸折算）|眼睛距照片上边的距离不符合要求]，"
    "请调整取景后重拍。",
    "[Eyes are {v} from the top; {limit} is required (at the standard size)"
    "|The eyes are too high or too low in the photo]. Please frame it again.", PLAIN },
  { "face-width", "POS-03", "脸部宽度不符", "Width of the face",
    "[脸部宽度 {v}，要求 {limit}（按标准尺寸折算）|脸部宽度不符合要求]，请调整拍摄距离。",
    "[Face width is {v}; {limit} is required (at the standard size)"
    "|The face is too wide or too narrow in the photo]. Please adjust the distance.", PLAIN },
  { "head-height", "POS-04", "头部比例不符", "Height of the head",
    "[头部高度约占画面 {v}，要求 {limit}|头部高度占画面的比例不符合要求]，请调整拍摄距离。",
    "[The head takes {v} of the height; {limit} is required"
    "|The head is too large or too small in the photo]. Please adjust the distance.", PLAIN },
  { "off-centre", "POS-05", "人像未居中", "Not centred",
    "人像未居中，请使脸部位于画面中央。",
    "You are not centred. Please place your face in the middle.", PLAIN },
  { "pose", "POSE-01 POSE-02", "头部不正", "Head tilted or turned",
    "头部未保持正面端正，请正对镜头、不要歪头侧脸。",
    "The head is tilted or turned. Please face the camera squarely.", PLAIN },
  { "shoulders", "POSE-03", "双肩不平", "Shoulders not level",
    "双肩不水平，请端正坐姿。",
    "The shoulders are not level. Please sit upright.", PLAIN },
  { "single-face", "FACE-01", "不是单人清晰人脸", "Not one clear face",
    "未找到单独一张清晰的人脸，请上传本人单人照片。",
    "One single clear face was not found. Please upload a photo of yourself only.", PLAIN },
  { "eyes", "EYE-01 EYE-02", "未睁眼或未平视", "Eyes shut or looking away",
    "眼睛未自然睁开或未平视镜头，请重拍。",
    "Eyes are not open or not looking at the camera. Please retake.", PLAIN },
  { "red-eye", "EYE-03", "红眼", "Red-eye",
    "照片有红眼，请调整闪光灯后重拍。",
    "Red-eye is visible. Please adjust the flash and retake.", PLAIN },
  { "mouth", "MOUTH-01", "嘴唇未闭合", "Lips open or teeth show",
    "嘴唇未闭合或露齿。可以微笑，但请闭合嘴唇。",
    "Lips are open or teeth show. You may smile with the lips closed.", PLAIN },
  { "hair", "HAIR-01", "头发遮挡眉眼", "Hair over brows or eyes",
    "头发遮挡眉毛或眼睛，请整理后重拍。",
    "Hair covers the eyebrows or eyes. Please retake.", PLAIN },
  { "ears", "EAR-01", "未露双耳", "Ears covered",
    "未露出双耳[（{what}）]，请将头发整理至耳后。",
    "Both ears must be visible[ ({what})]. Please tuck your hair behind the ears.", PLAIN },
  { "glasses-glare", "GLASS-01", "眼镜反光或遮眼", "Glasses reflect or cover the eyes",
    "眼镜有反光或镜框遮挡眼睛，请调整后重拍。",
    "The glasses reflect light or the frame covers the eyes. Please retake.", PLAIN },
  { "glasses-tinted", "GLASS-02", "有色镜片", "Tinted lenses",
    "请勿佩戴有色眼镜或有色隐形眼镜。",
    "Tinted glasses or coloured contact lenses are not allowed.", PLAIN },
  { "glasses-missing", "GLASS-03", "常戴眼镜未戴", "Usual glasses missing",
    "平时戴眼镜者请戴眼镜拍摄。",
    "If you usually wear glasses, please wear them in the photo.", PLAIN },
  { "head-covering", "HEAD-01", "头部有覆盖物", "Head covering",
    "请摘除帽子等头部覆盖物；因宗教、医疗、文化需要佩戴的，不得遮挡面部或造成阴影，"
    "请联系学校说明。",
    "Please remove head coverings. If worn for religious, medical or cultural reasons they must "
    "not hide or shade the face; please tell your school.", PLAIN },
  { "accessories", "ACC-01", "佩戴饰品", "Jewellery",
    "请摘除耳环、项链等饰品后重拍。",
    "Please remove earrings and necklaces.", PLAIN },
  { "clothes", "CLOTH-01", "衣着不符", "Unsuitable clothes",
    "请勿穿无袖、吊带或大毛领衣服。",
    "Please do not wear sleeveless, strap or large-fur-collar clothes.", PLAIN },
  { "make-up", "MAKE-01", "妆容过浓", "Heavy make-up",
    "妆容过浓，请以自然妆容重拍。",
    "The make-up is too heavy. Please retake with a natural look.", PLAIN },
  { "light-uneven", "LIGHT-01", "面部光线不均", "Uneven light",
    "面部光线不均匀（左右明暗不同），请使用均匀光线重拍。",
    "The face is lit unevenly. Please retake in even light.", PLAIN },
  { "light-glare", "LIGHT-02", "面部反光或过曝", "Glare on the face",
    "面部有反光或过曝，请擦汗并调整灯光后重拍。",
    "The face has glare or is over-exposed. Please wipe sweat and adjust the light.", PLAIN },
  { "exposure", "LIGHT-03", "曝光不当", "Wrong exposure",
    "面部过暗或曝光不当，请调整灯光后重拍。",
    "The face is too dark or wrongly exposed. Please adjust the light.", PLAIN },
  { "blurred", "SHARP-01", "不清晰", "Not sharp",
    "照片不清晰，请重新对焦拍摄。",
    "The photo is not sharp. Please refocus and retake.", PLAIN },
  { "colour-cast", "COL-01", "色彩不自然", "Unnatural colours",
    "照片色彩不自然，请校正白平衡后重拍。",
    "The colours are not natural. Please correct the white balance and retake.", PLAIN },
  { "identity-number", "REC-01", "证件号有误或重复", "Number wrong or in use",
    "证件号码或身份证号有误或已被使用，请联系学校核对。",
    "The student or ID number is wrong or already in use. Please check with your school.", PLAIN },
  { "identity-shared", "REC-02", "一个微信绑定多人", "One account, several students",
    "一个微信号只能绑定一名学生，请用本人微信重新绑定。",
    "One WeChat account may be linked to one student. Please use your own.", PLAIN },
  { "record-mismatch", "REC-03", "与学籍信息不一致", "Does not match the record",
    "照片文件与学籍信息不一致，暂缓处理，请联系学校。",
    "The photo does not match the student record. It is on hold; please contact your school.",
    PLAIN },
  { "life-photo", "STYLE-01", "生活照或自拍", "Life photo or selfie",
    "不接受生活照或手机自拍，请到照相馆按证件照要求拍摄。",
    "Life photos and phone selfies are not accepted. Please take an ID photo at a studio.",
    PLAIN },
  { "other", "", "其他（须填写说明）", "Other (needs a note)",
    "照片不符合采集要求，请按审核说明修改后重新上传。",
    "The photo does not meet the requirements. "
    "Please follow the reviewer's note and send a new one.", NOTED },
};

/**
 * dz_reason_builtin_all:
 * @n_reasons: (out): how many there are
 *
 * Returns: (array length=n_reasons) (transfer none): every reason that the program brings, in the
 *   order of the rules; the free one last
 */
const DzReason *
dz_reason_builtin_all (guint *n_reasons)
{
  *n_reasons = G_N_ELEMENTS (reasons);
  return reasons;
}

/**
 * dz_reason_builtin_find:
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): the reason of that code as the program brings it; what a
 *   school's supervisors made of it stands in a #DzReasonList
 */
const DzReason *
dz_reason_builtin_find (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_str_equal (reasons[i].code, code))
        return &reasons[i];
    }
  return NULL;
}

/**
 * dz_reason_for_rule:
 * @rule: (nullable): a rule's id, "FILE-02"
 *
 * The code of that reason is what a finding of @rule names. It is the program's, whatever
 * supervisors make of the words.
 *
 * Returns: (transfer none) (nullable): the reason that a refusal by @rule gives; %NULL for a rule
 *   that is an internal note only
 */
const DzReason *
dz_reason_for_rule (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (dz_reason_names_rule (&reasons[i], rule))
        return &reasons[i];
    }
  return NULL;
}
