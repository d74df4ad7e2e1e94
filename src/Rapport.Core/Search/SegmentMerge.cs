namespace Rapport.Core.Search;

/// <summary>Makes one segment out of several, leaving out who was removed, without looking at the listings again.</summary>
internal static class SegmentMerge
{
    /// <param name="schema">That of all of them.</param>
    /// <param name="parts">Segments with the bitmap of those that live; no id lives in two of them.</param>
    /// <param name="isAlone">Nobody searches beside it: two processors may work at it.</param>
    /// <param name="stop">Ends the work.</param>
    public static Segment Merge(
        SearchSchema schema, IReadOnlyList<(Segment Segment, ulong[] Live)> parts, bool isAlone = false, CancellationToken stop = default)
    {
        var order = Order(parts);
        var renumbered = parts.Select(part => NoOne(part.Segment.Size)).ToArray();
        for (var doc = 0; doc < order.Length; doc++)
        {
            renumbered[order[doc].Part][order[doc].Doc] = doc;
        }

        var first = parts[0].Segment;
        var scratch = new ulong[Bits.Words(order.Length)];

        // What people write about themselves is as much work as all the rest.
        WordSets? statements = null;
        DocSet[][] values = [];
        PlaceColumns? places = null;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = isAlone ? 2 : 1, CancellationToken = stop },
            () => statements = Words(segment => segment.Statements),
            () => values = [.. first.Values.Select((sets, key) => Sets(sets.Length, segment => segment.Values[key]))],
            () => places = Places(parts, order));
        return new Segment
        {
            Ids = Column(segment => segment.Ids),
            Curve = Column(segment => segment.Curve),
            Tiers = Column(segment => segment.Tiers),
            OpeningKinds = Column(segment => segment.OpeningKinds),
            OpeningWhens = Column(segment => segment.OpeningWhens),
            ConfirmedDays = Column(segment => segment.ConfirmedDays),
            Fees = Column(segment => segment.Fees),
            Practices = Column(segment => segment.Practices),
            Styles = Column(segment => segment.Styles),
            Slugs = Texts(segment => segment.Slugs),
            ChangedDays = Column(segment => segment.ChangedDays),
            SortNames = Texts(segment => segment.SortNames),
            Values = values,
            Unknown = Sets(first.Unknown.Length, segment => segment.Unknown),
            Covers = Sets(first.Covers.Length, segment => segment.Covers),
            PlacedIn = Sets(first.PlacedIn.Length, segment => segment.PlacedIn),
            CoverageUnknown = Set(segment => segment.CoverageUnknown),
            Placeless = Set(segment => segment.Placeless),
            Places = places!,
            PlacedOpenings = PlacedOpenings(parts, order),
            Names = Words(segment => segment.Names),
            Terms = Words(segment => segment.Terms),
            Statements = statements!,
        }.WithLookup(schema, isAlone);

        T[] Column<T>(Func<Segment, T[]> of)
        {
            var sources = parts.Select(part => of(part.Segment)).ToArray();
            return Array.ConvertAll(order, item => sources[item.Part][item.Doc]);
        }

        TextColumn Texts(Func<Segment, TextColumn> of)
        {
            var sources = parts.Select(part => of(part.Segment)).ToArray();
            var made = new TextColumn.Builder(order.Length);
            foreach (var (part, doc) in order)
            {
                made.Add(sources[part][doc]);
            }

            return made.Build();
        }

        WordSets Words(Func<Segment, WordSets> of) =>
            WordMerge.Of([.. parts.Select(part => of(part.Segment))], renumbered, order, stop);

        DocSet[] Sets(int count, Func<Segment, DocSet[]> of)
        {
            var sets = new DocSet[count];
            for (var value = 0; value < count; value++)
            {
                sets[value] = Set(segment => of(segment)[value]);
            }

            return sets;
        }

        DocSet Set(Func<Segment, DocSet> of)
        {
            stop.ThrowIfCancellationRequested();
            Array.Clear(scratch);
            for (var i = 0; i < parts.Count; i++)
            {
                of(parts[i].Segment).MapInto(scratch, renumbered[i]);
            }

            return DocSet.Of(scratch, order.Length);
        }
    }

    private static int[] NoOne(int size)
    {
        var none = new int[size];
        Array.Fill(none, -1);
        return none;
    }

    private static (int Part, int Doc)[] Order(IReadOnlyList<(Segment Segment, ulong[] Live)> parts)
    {
        // Each part is in order already, and there are few: the first of their next ones comes next.
        var order = new (int Part, int Doc)[parts.Sum(part => Bits.Count(part.Live))];
        var next = parts.Select(part => NextLiving(part, 0)).ToArray();
        for (var at = 0; at < order.Length; at++)
        {
            var first = -1;
            for (var part = 0; part < parts.Count; part++)
            {
                if (next[part] < parts[part].Segment.Size && (first < 0 || IsBefore(part, first)))
                {
                    first = part;
                }
            }

            order[at] = (first, next[first]);
            next[first] = NextLiving(parts[first], next[first] + 1);
        }

        return order;

        bool IsBefore(int part, int other)
        {
            var (left, right) = (parts[part].Segment, parts[other].Segment);
            var (one, two) = (left.Curve[next[part]], right.Curve[next[other]]);
            return one != two ? one < two : left.Ids[next[part]] < right.Ids[next[other]];
        }
    }

    private static int NextLiving((Segment Segment, ulong[] Live) part, int from)
    {
        while (from < part.Segment.Size && !Bits.Has(part.Live, from))
        {
            from++;
        }

        return from;
    }

    private static PlacedOpenings PlacedOpenings(IReadOnlyList<(Segment Segment, ulong[] Live)> parts, (int Part, int Doc)[] order)
    {
        var placed = new PlacedOpenings.Builder();
        for (var doc = 0; doc < order.Length; doc++)
        {
            var openings = parts[order[doc].Part].Segment.PlacedOpenings;
            if (openings.At(order[doc].Doc) is >= 0 and var at)
            {
                placed.Add(doc, openings.Of(at));
            }
        }

        return placed.Build(order.Length);
    }

    private static PlaceColumns Places(IReadOnlyList<(Segment Segment, ulong[] Live)> parts, (int Part, int Doc)[] order)
    {
        var places = new PlaceColumns.Builder(order.Length);
        foreach (var (part, doc) in order)
        {
            places.AddAll(parts[part].Segment.Places, doc);
            places.EndProfile();
        }

        return new PlaceColumns(places.Arrays());
    }
}
