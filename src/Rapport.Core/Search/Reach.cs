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

        using var scratch = new Candidates(segment.Size);
        if (formats is null || formats.Contains(0))
        {
            InPerson(target, formats, state, scratch.Span);
        }

        FromAfar(scratch.Span, formats, state);
        Bits.Or(target, scratch.Span);
        if (formats is not null && formatUnknown)
        {
            scratch.Span.Clear();
            segment.Unknown[plan.Schema.FormatKey].OrInto(scratch.Span);
            NarrowToCoverage(scratch.Span, state, unknownToo: true);
            Bits.Or(target, scratch.Span);
        }
    }

    /// <summary>
    /// Who offers a format other than in person (or did not say, where that is fine) and covers the place of the search:
    /// those among whom each state covered counts.
    /// </summary>
    public void FromAfarInAnyState(Span<ulong> target)
    {
        FromAfar(target, plan.Format?.Values, state: null);
        if (plan.Format is { NotKnownToo: true })
        {
            using var scratch = new Candidates(segment.Size);
            segment.Unknown[plan.Schema.FormatKey].OrInto(scratch.Span);
            NarrowToCoverage(scratch.Span, state: null, unknownToo: true);
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
                : state is null || stateUnknown || state.Values.Any(value => segment.PlacedIn[value].Contains(doc));
        }

        return (near is null || CoversOrigin(doc))
            && (state is null || stateUnknown || state.Values.Any(value => segment.Covers[value].Contains(doc)));
    }

    public bool CoversOrigin(int doc) =>
        plan.Query.Origin is { State: >= 0 } origin && segment.Covers[origin.State].Contains(doc);

    private void InPerson(Span<ulong> target, IReadOnlyList<int>? formats, KeyFilter? state, Span<ulong> scratch)
    {
        if (near is not null)
        {
            Bits.Or(target, (state is null ? near.Any : near.Selected).Span);
            return;
        }

        if (state is null)
        {
            segment.Values[plan.Schema.FormatKey][0].OrInto(target);
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
            if (formats is not null)
            {
                using var offers = new Candidates(segment.Size);
                segment.Values[plan.Schema.FormatKey][0].OrInto(offers.Span);
                Bits.And(scratch, offers.Span);
            }

            Bits.Or(target, scratch);
        }
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
        using var covering = new Candidates(segment.Size);
        if (plan.Query.Origin is { } origin)
        {
            if (origin.State >= 0)
            {
                segment.Covers[origin.State].OrInto(covering.Span);
            }

            if (unknownToo)
            {
                segment.CoverageUnknown.OrInto(covering.Span);
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
}
