using System.Globalization;
using Rapport.Core.Fit;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>How she usually works, on each axis one of five sentences, or that it depends on the person: the mirror of what clients are asked.</summary>
internal sealed class AskedStyle(Func<string> label, Func<string> hint) : Asked("style", label, hint)
{
    public const string Depends = "depends";

    public string Input(string axis) => axis == StyleAxes.Ids[0] ? Field : "style-" + axis;

    /// <summary>The five places with their sentences, and "it depends".</summary>
    public static IEnumerable<(string Value, string Text)> Choices(string axis) =>
        [.. StyleAxes.Places.Select(place => (Written(place), StyleWords.Said(new StyleSaid(axis, place)))), (Depends, StyleWords.Said(new StyleSaid(axis, null)))];

    public override void Fill(Filled form, ProfileFacts facts)
    {
        foreach (var said in facts.Style?.Value ?? [])
        {
            form[Input(said.Axis)] = said.Place is { } place ? Written(StyleAxes.Places[StyleAxes.PlaceOf(place)]) : Depends;
        }
    }

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong) => string.Join(", ", StyleAxes.Ids
        .Where(axis => Choices(axis).Any(choice => choice.Value == form[Input(axis)])).Select(axis => $"{axis} {form[Input(axis)]}"));

    private static string Written(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}
