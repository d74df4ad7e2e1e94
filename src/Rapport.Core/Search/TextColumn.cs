using System.Text;

namespace Rapport.Core.Search;

/// <summary>A short text of each profile of a segment, all of them in one array: an object for each would weigh more than its letters.</summary>
internal sealed class TextColumn
{
    private readonly Offsets starts;
    private readonly byte[] letters;

    public TextColumn(Offsets starts, byte[] letters) => (this.starts, this.letters) = (starts, letters);

    /// <summary>By profile, where its letters begin; one more for the end.</summary>
    public Offsets Starts => starts;

    /// <summary>All texts in UTF-8, one behind the other.</summary>
    public ReadOnlySpan<byte> Letters => letters;

    /// <summary>The letters of one, by whose order texts are sorted: that of the code points.</summary>
    public ReadOnlySpan<byte> this[int doc] => letters.AsSpan(starts[doc], starts[doc + 1] - starts[doc]);

    public string TextOf(int doc) => Encoding.UTF8.GetString(this[doc]);

    public static TextColumn Of(Listing[] listings, Func<Listing, string> text)
    {
        var made = new Builder(listings.Length);
        foreach (var listing in listings)
        {
            made.Add(text(listing));
        }

        return made.Build();
    }

    /// <summary>Gathers texts, profile after profile.</summary>
    internal sealed class Builder(int size)
    {
        private const int Usual = 16;

        private readonly int[] starts = new int[size + 1];
        private byte[] letters = new byte[size * Usual];
        private int added;
        private int length;

        public void Add(string text)
        {
            Grow(Encoding.UTF8.GetMaxByteCount(text.Length));
            length += Encoding.UTF8.GetBytes(text, letters.AsSpan(length));
            starts[++added] = length;
        }

        public void Add(ReadOnlySpan<byte> text)
        {
            Grow(text.Length);
            text.CopyTo(letters.AsSpan(length));
            length += text.Length;
            starts[++added] = length;
        }

        public TextColumn Build()
        {
            Array.Resize(ref letters, length);
            return new TextColumn(new Offsets(starts), letters);
        }

        private void Grow(int by)
        {
            if (letters.Length - length < by)
            {
                Array.Resize(ref letters, Math.Max(length + by, (int)Math.Min(letters.Length * 3L / 2, Array.MaxLength)));
            }
        }
    }
}
