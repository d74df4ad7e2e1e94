namespace Rapport.Core.Search;

/// <summary>
/// Who of a segment can be met in the asked ways from the asked place and in the asked states: the one filter in which
/// formats, states and the place belong together.
/// </summary>
internal sealed class Reach(Segment segment, SearchPlan plan, NearPlaces? near)
{
    /// <summary>Sets the bits of those who can be met.</summary>
    /// <param name="target">Cleared before.</param>
    /// <param name="formats">The formats asked; null is any.</param>
    /// <param name="formatUnknown">Those whose formats are not known stay.</param>
    /// <param name="state">The states asked; null is any.</param>
    public void Into(Span<ulong> target, IReadOnlyList<int>? formats, bool formatUnknown, KeyFilter? state)
    {
        target.Clear();
        if (formats is null && state is null && near is null)
        {
            Bits.Fill(target, segment.Size);
            return;
        }

        if (formats is null && state is null)
        {
            // Anywhere near, or from afar in any way: what most people ask.
            near!.Any.OrInto(target);
            if (plan.Query.Origin is { State: >= 0 } origin)
            {
                segment.Covers[origin.State].OrInto(target);
            }

            return;
        }

        if (formats is not null && !formatUnknown && !formats.Contains(0))
        {
            FromAfar(target, formats, state);
            return;
        }

        using var scratch = segment.Rent();
        if (formats is null || formats.Contains(0))
        {
            InPerson(target, state, scratch.Span);
            if (formats is not null)
            {
                OfferingInPerson(scratch.Span, formatUnknown);
                Bits.And(target, scratch.Span);
            }
        }

        FromAfar(scratch.Span, formats, state);
        Bits.Or(target, scratch.Span);
        if (formats is not null && formatUnknown)
        {
            PerhapsFromAfar(scratch.Span, formats, state);
            Bits.Or(target, scratch.Span);
        }
    }

    /// <summary>Whose places count for the formats of the search.</summary>
    public void MeetingInPerson(Span<ulong> target)
    {
        target.Clear();
        if (plan.Format is null)
        {
            Bits.Fill(target, segment.Size);
        }
        else if (plan.InPersonCounts)
        {
            OfferingInPerson(target, plan.Format.NotKnownToo);
        }
    }

    /// <summary>
    /// Who offers a format other than in person (or did not say, where that is fine) and covers the place of the search:
    /// those among whom each state covered counts.
    /// </summary>
    public void FromAfarInAnyState(Span<ulong> target)
    {
        FromAfar(target, plan.Format?.Values, state: null);
        if (plan.Format is { NotKnownToo: true } format)
        {
            using var scratch = segment.Rent();
            PerhapsFromAfar(scratch.Span, format.Values, state: null);
            Bits.Or(target, scratch.Span);
        }
    }

    /// <summary>Whether one profile can be met in one format.</summary>
    public bool By(int format, int doc)
    {
        if (!segment.Values[plan.Schema.FormatKey][format].Contains(doc))
        {
            return false;
        }

        var state = plan.State;
        var stateUnknown = state is { NotKnownToo: true } && segment.Unknown[plan.Schema.StateKey].Contains(doc);
        if (format == 0)
        {
            return near is not null
                ? near.Tenths(doc) >= 0
                : state is null || stateUnknown || IsInAny(segment.PlacedIn, state.Values, doc);
        }

        return (near is null || CoversOrigin(doc))
            && (state is null || stateUnknown || IsInAny(segment.Covers, state.Values, doc));
    }

    private static bool IsInAny(DocSet[] sets, IReadOnlyList<int> values, int doc)
    {
        var isIn = false;
        for (var at = 0; !isIn && at < values.Count; at++)
        {
            isIn = sets[values[at]].Contains(doc);
        }

        return isIn;
    }

    public bool CoversOrigin(int doc) =>
        plan.Query.Origin is { State: >= 0 } origin && segment.Covers[origin.State].Contains(doc);

    // Who said that people come to her; a place alone does not say it.
    private void OfferingInPerson(Span<ulong> target, bool unknownToo)
    {
        target.Clear();
        segment.Values[plan.Schema.FormatKey][0].OrInto(target);
        if (unknownToo)
        {
            segment.Unknown[plan.Schema.FormatKey].OrInto(target);
        }
    }

    // Whose place is where one is asked for; of those without any, whose place may be there.
    private void InPerson(Span<ulong> target, KeyFilter? state, Span<ulong> scratch)
    {
        if (near is not null)
        {
            Bits.Or(target, (state is null ? near.Any : near.Selected).Bits);
            return;
        }

        if (state is null)
        {
            Bits.Fill(target, segment.Size);
            return;
        }

        foreach (var value in state.Values)
        {
            segment.PlacedIn[value].OrInto(target);
        }

        if (state.NotKnownToo)
        {
            scratch.Clear();
            segment.Unknown[plan.Schema.StateKey].OrInto(scratch);
            Bits.Or(target, scratch);
        }
    }

    // Those who do not say how one meets them. Where a place is known and only meeting there is asked, it decides alone.
    private void PerhapsFromAfar(Span<ulong> target, IReadOnlyList<int> formats, KeyFilter? state)
    {
        target.Clear();
        segment.Unknown[plan.Schema.FormatKey].OrInto(target);
        if (formats.All(format => format == 0))
        {
            using var placeless = segment.Rent();
            segment.Placeless.OrInto(placeless.Span);
            Bits.And(target, placeless.Span);
        }

        NarrowToCoverage(target, state, unknownToo: true);
    }

    private void FromAfar(Span<ulong> target, IReadOnlyList<int>? formats, KeyFilter? state)
    {
        target.Clear();
        if (formats is null)
        {
            Bits.Fill(target, segment.Size);
        }
        else
        {
            foreach (var format in formats)
            {
                if (format != 0)
                {
                    segment.Values[plan.Schema.FormatKey][format].OrInto(target);
                }
            }
        }

        NarrowToCoverage(target, state, unknownToo: false);
    }

    private void NarrowToCoverage(Span<ulong> target, KeyFilter? state, bool unknownToo)
    {
        if (plan.Query.Origin is null && state is { NotKnownToo: false, Values: [var only] } && segment.Covers[only].Dense is { } dense)
        {
            Bits.And(target, dense);
            return;
        }

        using var covering = segment.Rent();
        if (plan.Query.Origin is { } origin)
        {
            if (origin.State >= 0)
            {
                segment.Covers[origin.State].OrInto(covering.Span);
            }

            if (unknownToo)
            {
                AddPerhapsCovering(covering.Span, origin.State);
            }

            Bits.And(target, covering.Span);
        }

        if (state is not null)
        {
            covering.Span.Clear();
            foreach (var value in state.Values)
            {
                segment.Covers[value].OrInto(covering.Span);
            }

            if (state.NotKnownToo)
            {
                segment.Unknown[plan.Schema.StateKey].OrInto(covering.Span);
            }

            Bits.And(target, covering.Span);
        }
    }

    // Who does not say which states she covers may cover any, if no place of hers is known; otherwise those of her places.
    private void AddPerhapsCovering(Span<ulong> covering, int state)
    {
        using var perhaps = segment.Rent();
        segment.Placeless.OrInto(perhaps.Span);
        if (state >= 0)
        {
            segment.PlacedIn[state].OrInto(perhaps.Span);
        }

        using var unknown = segment.Rent();
        segment.CoverageUnknown.OrInto(unknown.Span);
        Bits.And(perhaps.Span, unknown.Span);
        Bits.Or(covering, perhaps.Span);
    }
}
