using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Search.PlainWords;

namespace Rapport.Operators;

/// <summary>How well the one box understands what people write: by numbers, for the words are not kept.</summary>
internal static class WordChecks
{
    private const int Days = 30;

    private static readonly (string Code, string Name)[] Languages = [("en", "In English"), ("es", "In Spanish")];

    public static IReadOnlyList<Check> All { get; } = [new("plain words", NeedsStore: true, Heard)];

    private static async Task<Finding> Heard(Visit visit, CancellationToken stop)
    {
        var since = DateOnly.FromDateTime(visit.Now).AddDays(-Days);
        await using var db = visit.Store.Read();
        var counts = await db.Set<HeardCount>().Where(one => one.Day >= since)
            .GroupBy(one => new { one.Language, one.Kind })
            .Select(group => new { group.Key.Language, group.Key.Kind, Count = group.Sum(one => one.Count) })
            .ToListAsync(stop);
        var told = Languages.Select(language => Told(
            language.Name, counts.Where(one => one.Language == language.Code).ToDictionary(one => one.Kind, one => one.Count))).OfType<string>().ToList();
        return Finding.Good(told.Count == 0
            ? $"No sentence was written into the box in the last {Days} days; today's are counted tomorrow."
            : $"In the last {Days} days, without today. {string.Join(' ', told)}");
    }

    private static string? Told(string language, Dictionary<HeardKind, long> counts)
    {
        long Of(HeardKind kind) => counts.GetValueOrDefault(kind);

        return Of(HeardKind.Sentence) == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{language}: {Counted.Of(Of(HeardKind.Sentence), "sentence")}, {Of(HeardKind.Whole)} wholly understood; left over was a place in {Of(HeardKind.Place)}, a health plan in {Of(HeardKind.Plan)}, an issue in {Of(HeardKind.Issue)}, a name or something else in {Of(HeardKind.Other)}.");
    }
}
