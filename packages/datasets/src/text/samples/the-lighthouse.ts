/**
 * "The Keeper's Word": a short story, written for this project and under its licence, so that examples need no download.
 * It is far too short to learn English from, but long enough to watch a model train and memorise.
 */
export const sampleText = `THE KEEPER'S WORD

The lighthouse at Noon Point had three hundred and thirty-three steps, and Hannah had counted them both ways. "It makes no odds," her grandfather used to say. "Up or down, the number's the same. That is what I like about it."

He had kept the light for forty years before she came. When he grew too stiff for the stairs he moved his chair to the bottom of the tower and kept the door instead; and Hannah, who was eleven that autumn and owed nobody an explanation, climbed up each evening in his place with a can of oil, a rag, and a head full of questions.

The lamp was a simple thing. It turned, it shone, and it went dark again: four seconds of light, nine of darkness, four of light. A sailor far out on the water could not see the tower or the rock, or the girl in her blue jersey; he saw only the pattern, and from the pattern he knew where he was. "So the light is a kind of word," Hannah said.

"It is one word," said her grandfather, "said over and over. You would be surprised how much a man can do with one word, if he can trust it."

In the long evenings he taught her his games. He had dozens, and all of them were about remembering. There was the game of the basket, in which each player repeats what was put in before and then adds one thing more: a button, a pear; a button, a pear, a brass key; a button, a pear, a brass key, a quarrel. (He always added a quarrel. "It keeps," he said, "better than pears.") There was the game of the shipping list, and the game of the names of the winds. But the one that she liked best was the game of the mirror. He would say a row of numbers, slowly, tapping his knee, and stop in the middle, and she had to walk back the way he had come.

"Seven, two, nine," said her grandfather.

"Nine, two, seven," said Hannah.

"Four, one, one, eight, six."

"Six, eight, one, one, four."

It was easy, and then it was less easy, and then somewhere about the ninth or tenth number it was suddenly not possible at all. She noticed that it was never the last ones she lost. Those were still warm; she could almost hear them in the room. What slipped away was always the first, the one she needed at the very end. By the time she had worked her way back to the doorstep, the door had gone.

"Why is it the first one?" she asked. "I had it. I had it in my hand."

"And then I gave you another, and another, and you moved your fingers a little each time to make room." He held up his own hand, which was brown and knotted like driftwood. "Nobody throws the first thing away. It is only that you can't take up something new without loosening your grip a bit on all the rest. Do that ten times. A little less than all of it, ten times over, is hardly anything."

Hannah thought about this while she trimmed the wick. She thought about it on the stairs. Each step took something from the sound of the sea, so that at the bottom it roared, and at the fiftieth step it muttered, and at the top, behind the thick glass, it was only something you knew. A whisper at the foot of the tower never reached the lamp. Then again a shout, on a still day, with the doors open, would come back from the upper gallery twice as large as it went in; so the tower could do either. It could swallow a voice or swell it. What it could hardly ever do was carry one up all those stairs and hand it over exactly as it was.

The next evening she said, "What if I had a box?"

"What kind of box?"

"With a lid. You say a number that matters, and I put it in the box and shut the lid, and then you can say whatever you please. I don't have to keep my hand closed. I only have to remember not to open the lid."

The old man looked at her for a good while. The light went round: four and nine, four and nine.

"That would do it," he said at last. "But see, then you need to know three things that you didn't before. You need to know when to open it and put something in. You need to know when to open it and look. And the hardest of the three, you need to know when a thing has been in there long enough, and tip it out."

"Why is that the hardest?"

"Because nobody tells you." He laughed, and the laugh became a cough, and she fetched him his tea. "I have a box or two of that kind myself, and I have not tipped one of them out since before your mother was born."

So they played the mirror game with boxes. Hannah kept hers along an imaginary shelf, the first at the far left, painted green. To her surprise it worked. She got to twelve; she got to fifteen. On the last night of October, with the rain driving sideways and the gulls sitting hunched on the rail like wet laundry, she got to thirty, and walked all the way home along the row without once putting a foot wrong, and at the very end she lifted the green lid and there it was, as clean as the moment he had said it.

"Three," said Hannah.

"Three," said her grandfather. "Well. There you are, then."

He was quiet for so long that she thought he had gone to sleep. When he spoke again it was in another voice, a lighter one, as though somebody had put down a heavy bag. "Your mother and I had a quarrel," he said, "about a boat. It wasn't even a good boat. I said a word and she said a word, and she went away over the water, and I kept the light. I thought: she will see it, wherever she is, and she'll know what it says. But a light says only the one thing. It says, here is the rock. I don't believe I ever told it to say anything else."

Hannah did not answer. She had learned that there are times to open the lid, and times to leave it shut.

In the morning he asked for paper. He wrote slowly, and crossed out more than he left; and when he was done there were four lines on the page, of which she was allowed to read the last. It said: *Come and see how high she can count.*

The letter went with the supply boat on Tuesday. After that there was nothing to be done but wait, and the two of them were practised at waiting. November came in, grey and then greyer. The wind blew from the north, the north-west, the west; it went round the tower by day as the light went round by night. They played the basket game until the basket held sixty-one things, and still nobody had dropped the quarrel. They read the almanac aloud. They found that "level" is the same from either end, and so are "noon", "deed" and "radar", and they spent one whole wet Sunday on sentences. Her grandfather's best was "Was it a bar or a bat I saw?", which he said was the truest thing ever uttered by a night watchman. Hannah's was shorter. She wrote it in the dust on the window of the lamp room, where it could be read from within and without, by anyone on the stairs and by anyone in the sky: *Tenet.*

"And what does it mean?" he asked, when she had told him how it was spelled.

"I looked it up. It means a thing that somebody believes. But before that, in Latin, it was only: he holds. She holds. It holds."

"It holds," said her grandfather, and tried the taste of it. "Yes. I should think that it does."

On the first day of December, a little before four o'clock, with the sun low and red on the water, a small boat came round Noon Point. It wasn't even a good boat. Hannah saw it from the gallery, three hundred and thirty-three steps above the sea. There was one person in it, standing up, with a hand lifted against the glare.

She could have shouted. The doors were open, the day was still, and the tower might have carried it. But she had a better idea. She went in, and lit the lamp a whole hour early, and put both arms around the great brass frame to hold it where it was, so that it did not turn at all. For once the light at Noon Point did not say four and nine, four and nine. It said one long word, straight out over the water, and went on saying it until the boat had touched the stones.

Then she ran down. She counted the steps as she went, from habit, and the number was the same.
`;
