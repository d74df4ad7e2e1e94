using Rapport.Core.Fit;
using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>How somebody works on one axis, in words and as it is drawn.</summary>
/// <param name="Axis">Which.</param>
/// <param name="Said">The whole sentence.</param>
/// <param name="Low">The left end.</param>
/// <param name="High">The right end.</param>
/// <param name="Place">−3 to 3; null where it depends on the person.</param>
internal sealed record StyleLine(string Axis, string Said, string Low, string High, double? Place);

/// <summary>What therapists say of how they work, in whole sentences.</summary>
internal static class StyleWords
{
    private static readonly Words L = Words.For("Rapport.Profiles.StyleWords");

    /// <summary>A line for each axis that was answered.</summary>
    public static IEnumerable<StyleLine> Lines(IEnumerable<StyleSaid> style) => style.Select(one =>
    {
        var (low, high) = Ends(one.Axis);
        return new StyleLine(one.Axis, Said(one), low, high, one.Place);
    });

    /// <summary>One answer as a whole sentence.</summary>
    public static string Said(StyleSaid one) =>
        one.Place is { } place ? Sentence(one.Axis, StyleAxes.PlaceOf(place)) : L["{0}: it depends on the person.", Topic(one.Axis)];

    /// <summary>What an axis is about, in a few words.</summary>
    public static string Topic(string axis) => axis switch
    {
        "lead" => L["Who sets the course"],
        "structure" => L["A plan or what comes up"],
        "push" => L["Comfort or push"],
        "feelings" => L["Calm or strong feelings"],
        "time" => L["Today or the past"],
        "own-story" => L["Sharing their own life"],
        "about-us" => L["Talking about how you two get along"],
        _ => L["Asking or telling"],
    };

    private static (string Low, string High) Ends(string axis) => axis switch
    {
        "lead" => (L["you set it"], L["they set it"]),
        "structure" => (L["comes up"], L["plan"]),
        "push" => (L["comfort"], L["push"]),
        "feelings" => (L["calm"], L["feelings"]),
        "time" => (L["now"], L["past"]),
        "own-story" => (L["keeps it out"], L["shares"]),
        "about-us" => (L["rarely"], L["often"]),
        _ => (L["you find out"], L["tells you"]),
    };

    private static string Sentence(string axis, int place) => axis switch
    {
        "lead" => place switch
        {
            0 => L["Lets you set the course."],
            1 => L["Mostly lets you set the course."],
            2 => L["Sometimes sets the course, sometimes follows yours."],
            3 => L["Mostly sets the course."],
            _ => L["Sets the course."],
        },
        "structure" => place switch
        {
            0 => L["Talks about what comes up, without a plan."],
            1 => L["Mostly goes with what comes up."],
            2 => L["Part plan, part what comes up."],
            3 => L["Mostly follows a plan, with small things to do at home."],
            _ => L["Follows a plan, with things to do at home."],
        },
        "push" => place switch
        {
            0 => L["Comforts and cheers you on."],
            1 => L["Comfort first. Will question you when you are ready."],
            2 => L["Comforts and questions you about equally."],
            3 => L["Questions you, with care."],
            _ => L["Pushes and questions you from the start."],
        },
        "feelings" => place switch
        {
            0 => L["Keeps it calm and works with thoughts."],
            1 => L["Mostly calm, thoughts first."],
            2 => L["Works with thoughts and feelings alike."],
            3 => L["Works with strong feelings when they are there."],
            _ => L["Goes into strong feelings."],
        },
        "time" => place switch
        {
            0 => L["Stays with today and what comes next."],
            1 => L["Mostly today and what comes next."],
            2 => L["Today and the past alike."],
            3 => L["Mostly the past and where things come from."],
            _ => L["Goes into the past and where things come from."],
        },
        "own-story" => place switch
        {
            0 => L["Keeps their own life out of it."],
            1 => L["Rarely tells of their own life."],
            2 => L["Now and then tells of their own life."],
            3 => L["Tells of their own life when it helps."],
            _ => L["Often tells of their own life."],
        },
        "about-us" => place switch
        {
            0 => L["Keeps to your life outside the room."],
            1 => L["Rarely talks about how you two get along."],
            2 => L["Now and then talks about how you two get along."],
            3 => L["Talks about how you two get along, too."],
            _ => L["Often talks about how you two get along."],
        },
        _ => place switch
        {
            0 => L["Asks, so that you find out by yourself."],
            1 => L["Mostly asks. Tells when you want it."],
            2 => L["Asks and tells about equally."],
            3 => L["Mostly says plainly what they think, and why."],
            _ => L["Says plainly what they think, and why."],
        },
    };
}
