using Rapport.Layout;

namespace Rapport.Fit;

/// <summary>One question of style, in the words of a client.</summary>
/// <param name="Heading">The question.</param>
/// <param name="Why">Why it is asked, in a line.</param>
/// <param name="Places">What each place says, from the left pole to the right one.</param>
internal sealed record Question(string Heading, string Why, IReadOnlyList<string> Places);

/// <summary>The questions, one for each axis of style.</summary>
internal static class QuestionWords
{
    private static readonly Words L = Words.For("Rapport.Fit.QuestionWords");

    /// <param name="axis">One of <see cref="Core.Fit.StyleAxes.Ids"/>.</param>
    public static Question Of(string axis) => axis switch
    {
        "lead" => new(
            L["Who should set the course?"], L["Therapists differ in this, and it is part of how two people get on. Both ways work."],
            [
                L["I set the course"], L["I’d rather set the course"], L["Either is fine"], L["I’d rather my therapist sets it"],
                L["My therapist sets the course"],
            ]),
        "structure" => new(
            L["What should a talk be like?"], L["Some therapists plan each hour, some follow where you go. Which would help you talk?"],
            [
                L["We talk about what comes up"], L["I lean to what comes up"], L["Either is fine"], L["I lean to a plan"],
                L["We follow a plan, with things to do at home"],
            ]),
        "push" => new(
            L["Comfort, or a push?"], L["Therapists differ in how early they question you. You can say what you need."],
            [
                L["Mostly comfort me and cheer me on"], L["More comfort than push"], L["Either is fine"], L["More push than comfort"],
                L["Mostly push me and question me"],
            ]),
        "feelings" => new(
            L["How close to strong feelings?"], L["Some go into feelings, some look at thoughts first."],
            [
                L["Keep it calm, work with thoughts"], L["Rather calm"], L["Either is fine"], L["Rather into feelings"], L["Go into strong feelings"],
            ]),
        "time" => new(
            L["Today, or the past?"], L["Some look at what comes next, some at where it comes from."],
            [
                L["Mostly today and what’s next"], L["More today than the past"], L["Either is fine"], L["More the past than today"],
                L["Mostly my past and where it comes from"],
            ]),
        "own-story" => new(
            L["Should they tell of their own life?"], L["Some therapists share, some keep their own life out. Many people have a wish here."],
            [
                L["Keep their own life out"], L["Rather keep it out"], L["Either is fine"], L["Rather share a little"], L["Share some of their own life"],
            ]),
        "about-us" => new(
            L["Talk about you and your therapist?"], L["How you two get along can be a topic, or stay in the background."],
            [
                L["Talk about my life outside"], L["Rather my life outside"], L["Either is fine"], L["Now and then about us two, too"],
                L["Talk also about how my therapist and I get along"],
            ]),
        _ => new(
            L["Find out, or be told?"], L["Some ask until you see it yourself, some say what they think."],
            [
                L["Help me find out by myself"], L["Rather help me find out"], L["Either is fine"], L["Rather tell me"],
                L["Tell me plainly what you think and why"],
            ]),
    };

    /// <summary>How much something matters.</summary>
    /// <param name="matters">little, some or lot.</param>
    public static string Matters(string matters) => matters switch
    {
        Search.StyleWish.Little => L["A little"],
        Search.StyleWish.Lot => L["A lot"],
        _ => L["Some"],
    };
}
