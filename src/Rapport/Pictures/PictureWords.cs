using Rapport.Layout;

namespace Rapport.Pictures;

/// <summary>Why a picture was not taken, in the words of whoever sent it.</summary>
internal static class PictureWords
{
    private static readonly Words L = Words.For("Rapport.Pictures.PictureWords");

    /// <summary>Where no file was sent.</summary>
    public static string None => L["Choose a file first."];

    /// <summary>What was wrong and what to do; null where nothing was.</summary>
    public static string? Mend(PictureProblem problem) => problem switch
    {
        PictureProblem.None => null,
        PictureProblem.NotRead => L["This file is not a JPEG, PNG or WebP. Choose another one, or save it as JPEG."],
        PictureProblem.TooLarge => L["This file has more than 5 MB. Choose a smaller one, or make it smaller."],
        PictureProblem.TooManyPoints => L["This picture has more than 25 million points. Make it smaller, and send it again."],
        PictureProblem.TooSmall => L["This picture is too small: a face would be a blur. It needs 200 points each way."],
        PictureProblem.Busy => L["Many pictures come in just now. Try again in a minute."],
        _ => L["This picture cannot be read to its end. Save it anew, and send it again."],
    };
}
