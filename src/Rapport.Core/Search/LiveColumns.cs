using System.Text;

namespace Rapport.Core.Search;

/// <summary>Writes the columns of a segment, with nothing in them of who was struck out.</summary>
internal sealed class LiveColumns(IndexPart part, BlockWriter to)
{
    /// <summary>Stands in the place of the id of who was struck out.</summary>
    private const long NoId = long.MinValue;

    private readonly Segment segment = part.Segment;
    private readonly ulong[]? live = part.LiveCount == part.Segment.Size ? null : part.Live;

    public void WriteIds() => Write(segment.Ids, NoId);

    /// <summary>Writes a number of each, or nothing's.</summary>
    public void Write<T>(T[] column, T nothing)
        where T : unmanaged
    {
        if (live is null)
        {
            to.Raw<T>(column);
            return;
        }

        // A piece at a time, so that no second column stands in memory.
        var piece = new T[Math.Min(column.Length, BlockWriter.Piece<T>())];
        for (var from = 0; from < column.Length; from += piece.Length)
        {
            var count = Math.Min(piece.Length, column.Length - from);
            for (var i = 0; i < count; i++)
            {
                piece[i] = Bits.Has(live, from + i) ? column[from + i] : nothing;
            }

            to.Raw<T>(piece.AsSpan(0, count));
        }
    }

    public void Write(TextColumn texts)
    {
        if (live is not null)
        {
            var kept = new TextColumn.Builder(segment.Size);
            for (var doc = 0; doc < segment.Size; doc++)
            {
                kept.Add(Bits.Has(live, doc) ? texts[doc] : []);
            }

            texts = kept.Build();
        }

        texts.Starts.Write(to);
        to.Raw(texts.Letters);
    }

    public void Write(DocSet[] sets) => WriteKept(live is null ? sets : Array.ConvertAll(sets, set => set.Among(live, segment.Size, isCounted: true)));

    public void Write(WordSets words)
    {
        var (known, sets, numbers, text) = (words.Words, words.Sets, words.Numbers, words.Text);
        if (live is not null)
        {
            // A word that nobody has any more may be a name.
            var kept = Array.ConvertAll(sets, set => set.Among(live, segment.Size, isCounted: false));
            known = [.. known.Where((_, at) => kept[at].Count > 0)];
            numbers = [.. numbers.Where((_, at) => kept[at].Count > 0)];
            text = text.Among(live, segment.Size);
            sets = [.. kept.Where(set => set.Count > 0)];
        }

        to.Number(known.Length);
        foreach (var word in known)
        {
            to.Array<byte>(Encoding.UTF8.GetBytes(word));
        }

        WriteKept(sets);
        to.Raw<int>(numbers);
        text.Write(to);
    }

    public void Write(PlaceColumns places)
    {
        var kept = live is null ? places.Columns : Kept(places, live);
        kept.Starts.Write(to);
        to.Raw<double>(kept.X);
        to.Raw<double>(kept.Y);
        to.Raw<double>(kept.Z);
        to.Raw<short>(kept.States);
        to.Raw<int>(kept.Areas);
    }

    public void Write(PlacedOpenings placed)
    {
        if (live is not null)
        {
            var kept = new PlacedOpenings.Builder();
            for (var at = 0; at < placed.Docs.Length; at++)
            {
                if (Bits.Has(live, placed.Docs[at]))
                {
                    kept.Add(placed.Docs[at], placed.Of(at));
                }
            }

            placed = kept.Build(segment.Size);
        }

        to.Array(placed.Docs);
        to.Raw(placed.Starts);
        to.Raw(placed.All);
    }

    /// <summary>Writes how many have each two values, if that was counted, without who was struck out.</summary>
    public void Write(ValuePairs? pairs)
    {
        if (pairs is not null && live is not null)
        {
            pairs = pairs.Without(segment.Rows, live, segment.Size);
        }

        to.Array(pairs is null ? [] : pairs.Counts);
    }

    private static PlaceColumns.Arrays Kept(PlaceColumns places, ulong[] live)
    {
        var kept = new PlaceColumns.Builder(places.Starts.Count - 1);
        for (var doc = 0; doc < places.Starts.Count - 1; doc++)
        {
            if (Bits.Has(live, doc))
            {
                kept.AddAll(places, doc);
            }

            kept.EndProfile();
        }

        return kept.Arrays();
    }

    // How a set is kept follows from its count.
    private void WriteKept(DocSet[] sets)
    {
        to.Raw<int>(Array.ConvertAll(sets, set => set.Count));
        foreach (var set in sets)
        {
            set.Write(to);
        }
    }
}
