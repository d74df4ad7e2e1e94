using Rapport.Layout;

namespace Rapport.Fit;

/// <summary>
/// A question that is answered by choosing among what the list can be searched by. What is chosen is part of the search, as if it had been
/// chosen beside the list.
/// </summary>
/// <param name="Name">By which its answers are left out.</param>
/// <param name="Heading">The question.</param>
/// <param name="Why">Why it is asked, in a line.</param>
/// <param name="Keys">What is chosen from, of <see cref="Search.SearchKeys.All"/>.</param>
/// <param name="AsksForPlace">Where and how far, too.</param>
/// <param name="AsksWhatDidNotHelp">Ways to work that did not help, too.</param>
internal sealed record ChoiceQuestion(string Name, string Heading, string Why, IReadOnlyList<string> Keys, bool AsksForPlace = false, bool AsksWhatDidNotHelp = false)
{
    private static readonly Words L = Words.For("Rapport.Fit.ChoiceQuestion");

    /// <summary>How many there are.</summary>
    public const int Count = 4;

    /// <summary>They come after the questions of style, in this order.</summary>
    public static IReadOnlyList<ChoiceQuestion> All =>
    [
        new("needs", L["What would you like help with?"], L["Tick what fits. Who says that they help with it stands higher. You can also make it a must."], ["issue"]),
        new(
            "who", L["Does it matter who they are?"],
            L["Some find it easier to talk when they share a language, a faith or a part of life. It is your choice. It says nothing about who can help."],
            ["language", "gender", "community", "faith", "profession"]),
        new(
            "before", L["What helped before, and what did not?"],
            L["If you had therapy before. What did not help once may help with another person: we mark it, and nobody moves down for it."], ["approach"],
            AsksWhatDidNotHelp: true),
        new(
            "limits", L["What has to work for you?"], L["Where, when and how you pay. Only people who fit stay on the list. The numbers say how many each choice leaves."],
            ["opening", "times", "insurer", "feeMax", "format"], AsksForPlace: true),
    ];
}
