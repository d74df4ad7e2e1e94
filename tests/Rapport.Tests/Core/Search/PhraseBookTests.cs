using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>Text that is packed by the runs of words in it says the same as it did before.</summary>
public sealed class PhraseBookTests
{
    // Few sentences, which come again and again, and words between them of which some are rare.
    private static readonly Gen<int[][]> Texts =
        from sentences in Gen.Int[0, 300].Array[1, 12].Array[1, 6]
        from texts in Gen.OneOf(
            Gen.Int[0, sentences.Length - 1].Select(at => sentences[at]),
            Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 16_000_000]).Array[0, 3]).Array[0, 8].Array[1, 60]
        select Array.ConvertAll(texts, text => text.SelectMany(run => run).ToArray());

    [Fact]
    public void What_is_packed_is_unpacked_as_it_was() => Gen.Select(Texts, Gen.Int[0, 4]).Sample((texts, gone) =>
    {
        var packed = Packed(texts, PhraseBook.Learn(texts));
        var plain = Packed(texts, null);
        var live = new ulong[Bits.Words(texts.Length)];
        for (var doc = 0; doc < texts.Length; doc++)
        {
            Bits.Put(live, doc, doc % 5 != gone);
        }

        var kept = packed.Among(live, texts.Length);
        var read = Read(kept, texts.Length);
        byte[] room = [];
        for (var doc = 0; doc < texts.Length; doc++)
        {
            Assert.Equal(texts[doc], Numbers(plain.Of(doc, ref room)));
            Assert.Equal(texts[doc], Numbers(packed.Of(doc, ref room)));
            Assert.Equal(doc % 5 != gone ? texts[doc] : [], Numbers(kept.Of(doc, ref room)));
            Assert.Equal(doc % 5 != gone ? texts[doc] : [], Numbers(read.Of(doc, ref room)));
        }
    });

    [Fact]
    public void A_phrase_is_found_where_it_stands() => Gen.Select(Texts, Gen.Int[1, 3], Gen.Int[0, 59]).Sample((texts, length, from) =>
    {
        var packed = Packed(texts, PhraseBook.Learn(texts));
        var phrase = texts[from % texts.Length].Skip(from).Take(length).ToArray();
        var written = new List<byte>();
        foreach (var word in phrase)
        {
            RunningText.Write(written, word);
        }

        byte[] room = [];
        for (var doc = 0; doc < texts.Length && phrase.Length > 0; doc++)
        {
            Assert.Equal(texts[doc].AsSpan().IndexOf(phrase) >= 0, packed.Has(doc, [.. written], ref room));
        }
    });

    [Fact]
    public void Runs_that_come_often_are_learnt_and_take_less()
    {
        var texts = Enumerable.Range(0, 100).Select(text => Enumerable.Range(0, 20).Append(1000 + text).Concat(Enumerable.Range(0, 20)).ToArray()).ToArray();
        var book = PhraseBook.Learn(texts);

        Assert.Equal(1, book.Count);
        Assert.Equal(Enumerable.Range(0, 20), Numbers(book[0]));
        var (plain, packed) = (Size(Packed(texts, null)), Size(Packed(texts, book)));
        Assert.True(packed < plain / 5, $"{packed} and {plain} bytes");
    }

    [Fact]
    public void Of_who_is_gone_no_words_are_written()
    {
        // Everybody says the one, and some, who are all removed, the other.
        var texts = Enumerable.Range(0, 100).Select(text => text < 50 ? [1, 2, 3] : (int[])[70_001, 70_002, 70_003]).ToArray();
        var packed = Packed(texts, PhraseBook.Learn(texts));
        var live = new ulong[Bits.Words(100)];
        Bits.Fill(live.AsSpan(0, 1), 50);

        Assert.Contains(Convert.ToHexString(Phrase(70_001, 70_002, 70_003)), Convert.ToHexString(Bytes(packed)), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(Phrase(70_001)), Convert.ToHexString(Bytes(packed.Among(live, 100))), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_many_are_packed_as_they_are_merged()
    {
        const int Many = 20_000;
        string[] texts = [.. Enumerable.Range(0, Many).Select(doc =>
            $"i help people who {(doc % 3 == 0 ? "grieve" : "worry")} and their families number{doc % 1000} {(doc % 7 == 0 ? "calm calm" : "")}")];
        var (left, right) = (new WordSets.Builder(), new WordSets.Builder());
        for (var doc = 0; doc < Many; doc += 2)
        {
            left.Add(doc / 2, texts[doc]);
            right.Add(doc / 2, texts[doc + 1]);
        }

        var numbers = new[] { 0, 1 }.Select(side => Enumerable.Range(0, Many / 2).Select(doc => (2 * doc) + side).ToArray()).ToArray();
        var merged = WordMerge.Of(
            [left.Build(Many / 2), right.Build(Many / 2)], numbers, [.. Enumerable.Range(0, Many).Select(doc => (doc % 2, doc / 2))]);

        Assert.True(Size(merged.Text) < Many * 20);
        byte[] room = [];
        foreach (var phrase in (string[])["who grieve and", "people who worry", "families number7 calm calm", "calm", "help people", "people help"])
        {
            var words = phrase.Split(' ');
            var written = merged.PhraseOf(words)!;
            for (var doc = 0; doc < Many; doc++)
            {
                Assert.Equal($" {texts[doc]} ".Contains($" {phrase} ", StringComparison.Ordinal), merged.Has(doc, written, ref room));
            }
        }
    }

    private static RunningText Packed(int[][] texts, PhraseBook? book)
    {
        var packed = new RunningText.Builder(book);
        foreach (var text in texts)
        {
            packed.AddAll(text);
            packed.End();
        }

        return packed.Build();
    }

    private static int[] Numbers(ReadOnlySpan<byte> text)
    {
        var numbers = new List<int>();
        while (text.Length > 0)
        {
            numbers.Add(RunningText.Read(ref text));
        }

        return [.. numbers];
    }

    private static byte[] Phrase(params int[] words)
    {
        var written = new List<byte>();
        foreach (var word in words)
        {
            RunningText.Write(written, word);
        }

        return [.. written];
    }

    private static int Size(RunningText text) => Bytes(text).Length;

    private static byte[] Bytes(RunningText text)
    {
        using var written = new MemoryStream();
        using (var to = new BlockWriter(written))
        {
            text.Write(to);
            to.End();
        }

        return written.ToArray();
    }

    private static RunningText Read(RunningText text, int size)
    {
        using var from = new BlockReader(new MemoryStream(Bytes(text)));
        return RunningText.Read(from, size);
    }
}
